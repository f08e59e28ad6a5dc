extension OpenAPI {
    /// What the document says about webhook messages.
    static let messages = Section(
        paths: #"""
            "/webhook-messages": {
              "get": {
                "tags": ["Webhook messages"],
                "operationId": "listWebhookMessages",
                "summary": "Webhooks received, the latest first",
                "parameters": [
                  {
                    "name": "status",
                    "in": "query",
                    "description": "What became of it.",
                    "schema": {
                      "type": "string",
                      "enum": ["processed", "duplicate", "quarantined", "failed"]
                    }
                  },
                  {"$ref": "#/components/parameters/Limit"},
                  {"$ref": "#/components/parameters/Cursor"}
                ],
                "responses": {
                  "200": {
                    "description": "A page.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "object",
                          "required": ["items", "next_cursor"],
                          "additionalProperties": false,
                          "properties": {
                            "items": {
                              "type": "array",
                              "maxItems": 200,
                              "items": {"$ref": "#/components/schemas/WebhookMessage"}
                            },
                            "next_cursor": {"$ref": "#/components/schemas/NextCursor"}
                          }
                        }
                      }
                    },
                    "links": {
                      "first": {
                        "operationId": "replayWebhookMessage",
                        "parameters": {"id": "$response.body#/items/0/id"}
                      }
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"}
                }
              }
            },
            "/webhook-messages/{id}/replay": {
              "parameters": [{"$ref": "#/components/parameters/Id"}],
              "post": {
                "tags": ["Webhook messages"],
                "operationId": "replayWebhookMessage",
                "summary": "Take a message again; what it already did stays done",
                "responses": {
                  "200": {
                    "description": "As it is now.",
                    "content": {
                      "application/json": {
                        "schema": {"$ref": "#/components/schemas/WebhookMessage"}
                      }
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "404": {"$ref": "#/components/responses/Missing"}
                }
              }
            }
            """#,
        schemas: #"""
            "WebhookMessage": {
              "type": "object",
              "required": [
                "id", "endpoint", "source_ip", "trusted", "received_at", "status", "reason",
                "content_type", "payload", "payload_encoding", "call_uuid"
              ],
              "additionalProperties": false,
              "properties": {
                "id": {"type": "integer", "format": "int64", "minimum": 1},
                "endpoint": {
                  "type": "string",
                  "enum": ["customer_data", "after_call_end", "call"]
                },
                "source_ip": {"type": "string"},
                "trusted": {"type": "boolean"},
                "received_at": {"type": "string", "format": "date-time"},
                "status": {
                  "type": "string",
                  "enum": ["processed", "duplicate", "quarantined", "failed"]
                },
                "reason": {"type": ["string", "null"]},
                "content_type": {"type": ["string", "null"]},
                "payload": {"type": "string", "description": "The body as received."},
                "payload_encoding": {
                  "type": "string",
                  "enum": ["utf-8", "base64"],
                  "description": "base64: the body is no UTF-8 text."
                },
                "call_uuid": {"type": ["string", "null"]}
              }
            }
            """#)
}
