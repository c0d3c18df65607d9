"""The shape of what is stored about where clients live."""

from sqlmodel import Field, SQLModel

from db.columns import Sealed


class ClientPlace(SQLModel, table=True):
    """The state or country a client lives in, where somebody wrote it down because it is not that of the agency."""

    __tablename__ = "client_place"

    client_id: str = Field(primary_key=True, foreign_key="client.id", max_length=32)
    place: bytes = Field(sa_type=Sealed)
