"""Who works with a casebook: names, roles, and contacts encrypted with a key that the office keeps.

Names and roles make a trail, not a lock: the file belongs to whoever has the disk. Where nobody is named anyone may
do anything under any name; from the first name on, roles are checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select, update

from twowei.casebook import history
from twowei.casebook.history import Draft
from twowei.casebook.lifecycle import Role
from twowei.casebook.schema import people
from twowei.casebook.words import plain
from twowei.errors import MoveError, UnknownNameError

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


@dataclass(frozen=True)
class Person:
    """Somebody with roles; ``phone`` and ``identity`` are encrypted, or None."""

    name: str
    roles: tuple[Role, ...]
    active: bool = True
    phone: bytes | None = None
    identity: bytes | None = None


def read(connection: Connection) -> list[Person]:
    """Return everybody, in the order they were named."""
    c = people.c
    query = select(c.name, c.roles, c.active, c.phone, c.identity).order_by(c.person_id)
    return [
        Person(name, tuple(Role[code.upper()] for code in roles.split()), bool(active), phone, identity)
        for name, roles, active, phone, identity in connection.execute(query)
    ]


def save(connection: Connection, person: Person, by: str) -> None:
    """Name somebody, or change what is known of them; contacts stay where none are given.

    Raises:
        UnknownNameError: No role is given.
    """
    if not person.roles:
        raise UnknownNameError(f"{person.name} has no role; give one of: {', '.join(role.en for role in Role)}.")
    row = {"roles": " ".join(role.code for role in person.roles), "active": int(person.active)}
    contacts = {"phone": person.phone, "identity": person.identity}
    row_with = {**row, **{name: value for name, value in contacts.items() if value is not None}}
    there = connection.execute(update(people).where(people.c.name == person.name).values(row_with))
    if not there.rowcount:
        connection.execute(insert(people).values(name=person.name, **row_with))
    told = {"name": person.name, **row, "contacts": [name for name, value in contacts.items() if value is not None]}
    history.append(connection, [Draft("person named", by, after=told)])


def check(connection: Connection, by: str, roles: Sequence[Role], what: str) -> None:
    """See whether somebody may do something.

    Raises:
        MoveError: People are named and this one is not among them, or has none of the roles.
    """
    named = [person for person in read(connection) if person.active]
    if not named:
        return
    person = next((one for one in named if plain(one.name) == plain(by)), None)
    wanted = " or ".join(f"{role.zh} ({role.en})" for role in roles) if len(roles) < len(Role) else "person named here"
    if person is None:
        raise MoveError(f"{by} is not named in this workspace; name them: twowei people. {what} is for a {wanted}.")
    if not set(person.roles) & set(roles):
        has = ", ".join(role.en for role in person.roles)
        able = ", ".join(one.name for one in named if set(one.roles) & set(roles)) or "nobody yet"
        raise MoveError(f"{by} ({has}) may not do this: {what} is for a {wanted} ({able}).")


def check_named(connection: Connection, by: str, what: str) -> None:
    """See whether somebody is one of the people, where people are named; any role will do.

    Raises:
        MoveError: People are named and this one is not among them.
    """
    check(connection, by, list(Role), what)


def new_key(path: Path) -> None:
    """Write a new key for contacts; whoever loses it loses them.

    Raises:
        UnknownNameError: A file lies there already.
    """
    from cryptography.fernet import Fernet

    if path.exists():
        raise UnknownNameError(f"{path} is there already; a key is never written over.")
    path.write_bytes(Fernet.generate_key() + b"\n")
    path.chmod(0o600)


def encrypt(text: str, key: Path) -> bytes:
    """Return a contact as only the holder of the key can read it.

    Raises:
        UnknownNameError: The key cannot be used.
    """
    return _fernet(key).encrypt(text.encode("utf-8"))


def decrypt(secret: bytes, key: Path) -> str:
    """Return a contact in clear.

    Raises:
        UnknownNameError: The key cannot be used, or is not the one it was encrypted with.
    """
    from cryptography.fernet import InvalidToken

    try:
        return _fernet(key).decrypt(secret).decode("utf-8")
    except InvalidToken:
        raise UnknownNameError(f"{key} is not the key that this was encrypted with; ask for the right one.") from None


def _fernet(key: Path) -> Fernet:
    from cryptography.fernet import Fernet

    try:
        return Fernet(key.read_bytes().strip())
    except (OSError, ValueError):
        raise UnknownNameError(f"{key} is no key; make one: twowei people WORKSPACE --new-key FILE.") from None
