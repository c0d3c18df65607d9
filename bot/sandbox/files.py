"""The files that went through the emulated Telegram, in memory."""

from dataclasses import dataclass
from pathlib import PurePath

from bot.sandbox.errors import Refusal

MAX_DOWNLOAD = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a multipart request."""

    name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that Telegram keeps, with the names it gave it."""

    file_id: str
    unique_id: str
    path: str
    upload: Upload

    def wire(self) -> dict[str, object]:
        """Returns the fields that every kind of file shares in the Bot API."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.upload.data)}


class FileStore:
    """Keeps files by id and by download path."""

    def __init__(self) -> None:
        """Starts empty."""
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def put(self, folder: str, upload: Upload) -> StoredFile:
        """Keeps a file; raises Refusal (400) when it is empty."""
        if not upload.data:
            raise Refusal(400, "Bad Request: file must be non-empty")
        number = len(self._by_id) + 1
        path = f"{folder}/file_{number}{PurePath(upload.name).suffix}"
        stored = StoredFile(f"SandboxFile{number:06d}", f"unique{number:06d}", path, upload)
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored

    def find(self, file_id: str) -> StoredFile:
        """Returns a file by its id; raises Refusal (400) when there is none."""
        if file_id not in self._by_id:
            raise Refusal(400, "Bad Request: invalid file_id")
        return self._by_id[file_id]

    def all(self) -> list[StoredFile]:
        """Returns every file, oldest first."""
        return list(self._by_id.values())

    def at(self, path: str) -> StoredFile | None:
        """Returns the file at a download path."""
        return self._by_path.get(path)

    def download_facts(self, file_id: str) -> dict[str, object]:
        """Returns the answer of getFile; raises Refusal (400) for unknown files and files over 20 MB."""
        stored = self.find(file_id)
        if len(stored.upload.data) > MAX_DOWNLOAD:
            raise Refusal(400, "Bad Request: file is too big")
        return stored.wire() | {"file_path": stored.path}
