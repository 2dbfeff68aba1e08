"""Writes the bytes of a submitted item to standard output, with nothing but Python.

REGISTRY comes from the environment. What Avro binary is, spelt out: a field follows the other as the
schema lists them, without names. Any Avro library does the same.
"""

import json
import os
import struct
import sys
import time
import urllib.request
import uuid

SUBJECT = "palimpsest.inbox.portfolio.v1-value"


def schema_id(registry):
    url = f"{registry}/apis/ccompat/v7/subjects/{SUBJECT}/versions/latest"
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)["id"]


def whole(number):
    """int, long, enum, index of a union's branch: zig-zag, seven bits to a byte."""
    number = (number << 1) ^ (number >> 63)
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def text(value):
    """string, and a uuid, which is one: its length in bytes, then UTF-8."""
    encoded = value.encode()
    return whole(len(encoded)) + encoded


def texts(values):
    """array: one block with its count and items, then an empty block."""
    block = whole(len(values)) + b"".join(map(text, values)) if values else b""
    return block + whole(0)


def submitted(org_id, profile_id, item_id, company, deliverables, skills):
    null, present, upsert = whole(0), whole(1), whole(0)
    return b"".join(
        [
            text(str(uuid.uuid4())),  # event_id
            whole(int(time.time() * 1000)),  # occurred_at
            text(org_id),
            text(profile_id),
            text(item_id),
            upsert,  # change
            null,  # admission
            null,  # if_revision
            present,  # item
            text(company),
            texts(deliverables),
            texts(skills),
            null,  # portfolio_url
            null,  # industry
        ]
    )


if __name__ == "__main__":
    payload = submitted(
        "org_acme", "prof_1", "port_0123456789ab", "Acme Inc", ["Online shop"], ["Java", "Kafka"]
    )
    frame = struct.pack(">bI", 0, schema_id(os.environ["REGISTRY"])) + payload
    sys.stdout.buffer.write(frame)
