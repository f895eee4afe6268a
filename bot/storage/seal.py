"""Sealing: XChaCha20-Poly1305 with a random nonce, plaintexts padded to one size.

The associated data of a row is its key, so a row moved under another key does not open.
Not Fernet: its tokens show when they were made.
"""

from __future__ import annotations

import hmac

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from bot.dialogue.session import Session
from bot.storage.keys import Keys
from bot.storage.record import decode, encode

ROW_SIZE = 128  # bytes of padded plaintext
TALLY_SIZE = 16 * 1024
ROW_KEY_SIZE = 16
_USER = b"u1"
_TALLY = b"tally:"


class Seal:
    """Seals with the current keys and opens with the current or the previous ones."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys

    def row_keys(self, chat_id: int) -> tuple[bytes, ...]:
        """HMAC-SHA256(pepper, "u1"‖chat id as 8 bytes, big endian)[:16], newest keys first."""
        message = _USER + chat_id.to_bytes(8, "big", signed=True)
        return tuple(
            hmac.digest(keys.pepper, message, "sha256")[:ROW_KEY_SIZE] for keys in self.keys.sets
        )

    def seal_session(self, row_key: bytes, session: Session, month: int) -> bytes:
        """Always 168 bytes. Raises ValueError where the settings do not fit."""
        return _seal(self.keys.current.seal, encode(session, month), row_key, ROW_SIZE)

    def open_session(self, row_key: bytes, sealed: bytes) -> tuple[Session, int] | None:
        """None: sealed with keys we do not have, damaged, or of a later version."""
        record = self._open([keys.seal for keys in self.keys.sets], sealed, row_key, ROW_SIZE)
        return None if record is None else decode(record)

    def readable(self, row_key: bytes, sealed: bytes) -> bool:
        secrets = [keys.seal for keys in self.keys.sets]
        return self._open(secrets, sealed, row_key, ROW_SIZE) is not None

    def seal_tally(self, replica: int, tally: bytes) -> bytes:
        """Always 16 KiB and 40 bytes. Raises ValueError where the tally does not fit."""
        return _seal(self.keys.current.tally, tally, _tally_name(replica), TALLY_SIZE)

    def open_tally(self, replica: int, sealed: bytes) -> bytes | None:
        secrets = [keys.tally for keys in self.keys.sets]
        return self._open(secrets, sealed, _tally_name(replica), TALLY_SIZE)

    @staticmethod
    def _open(secrets: list[bytes], sealed: bytes, name: bytes, size: int) -> bytes | None:
        for secret in secrets:
            try:
                return sodium_unpad(Aead(secret).decrypt(sealed, name), size)
            except (CryptoError, ValueError):
                continue
        return None


def _seal(secret: bytes, plain: bytes, name: bytes, size: int) -> bytes:
    if len(plain) >= size:
        raise ValueError(f"{len(plain)} bytes do not fit into a sealed block of {size}")
    return bytes(Aead(secret).encrypt(sodium_pad(plain, size), name))


def _tally_name(replica: int) -> bytes:
    return _TALLY + str(replica).encode()
