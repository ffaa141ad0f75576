"""Outgoing activities as JSON, written straight from their fields."""

from typing import Any

from botframework.connector.aio import ConnectorClient
from botframework.connector.aio.operations_async import ConversationsOperations
from msrest.serialization import Model, Serializer


class LeanClient(ConnectorClient):  # type: ignore[misc]  # the SDK is untyped
    """The SDK's connector client, without its walk through every value of every card before each send.

    The stock serializer looks at all fields that an activity could have, copies what is JSON already, and
    builds a deserializer for every body: most of the work of a turn.
    """

    def __init__(self, settings: Any) -> None:
        super().__init__(None, custom_configuration=settings)
        bodies = _Bodies(self._serialize.dependencies)  # type: ignore[no-untyped-call]
        self.conversations = ConversationsOperations(self._client, self.config, bodies, self._deserialize)


class _Bodies(Serializer):
    def body(self, data: Any, data_type: str, **options: Any) -> Any:
        """Activities are made by Outlet, of texts, lists, JSON and the SDK's classes only."""
        if data_type == "Activity":
            return _json(data)
        return super().body(data, data_type, **options)  # type: ignore[no-untyped-call]


def _json(value: Any) -> Any:
    if isinstance(value, Model):
        fields = value._attribute_map.items()  # noqa: SLF001  (where the SDK keeps the names in JSON)
        given = ((each["key"], getattr(value, name, None)) for name, each in fields)
        return {key: _json(one) for key, one in given if key and one is not None}
    if isinstance(value, list):
        return [_json(one) for one in value]
    return value
