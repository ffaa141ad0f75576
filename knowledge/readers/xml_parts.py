"""XML out of a file that somebody else made, parsed so that it can name no other file and not grow.

The parser of Python itself (expat), and every document type declaration refused: without one there are no
entities, so nothing can be fetched and nothing can expand. Office files never have one.
"""

import xml.etree.ElementTree as ET
from functools import cache
from xml.parsers import expat

from knowledge.readers.errors import Unreadable

Element = ET.Element


def parsed(data: bytes, name: str) -> Element:
    """The root of an XML document; tags read "{namespace}local". Raises Unreadable, naming the file."""
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    @cache
    def named(tag: str) -> str:
        return f"{{{tag}" if "}" in tag else tag

    parser.StartElementHandler = lambda tag, about: builder.start(
        named(tag), {named(key): value for key, value in about.items()}
    )
    parser.EndElementHandler = lambda tag: builder.end(named(tag))
    parser.CharacterDataHandler = builder.data

    def refuse(*_: object) -> None:
        raise Unreadable(name, "its XML declares a document type")

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError) as fault:
        raise Unreadable(name, "its XML is not well formed") from fault


def local(tag: str) -> str:
    """The name of a tag or attribute without its namespace."""
    return tag.rpartition("}")[2]
