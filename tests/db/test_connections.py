"""What durability rests on is read back from the connections themselves."""

import asyncio
import os
import sqlite3
import stat
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from db.connections import address
from db.engine import Database, Unconfirmed, WriteFailed
from db.errors import BadAddress
from db.tables import Fact

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
