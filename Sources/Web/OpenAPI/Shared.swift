extension OpenAPI {
    /// Who may ask, and what all addresses have in common.
    static let shared = #"""
        "securitySchemes": {
          "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "From `phonet-gateway token create NAME`."
          }
        },
        "parameters": {
          "Id": {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {"type": "integer", "format": "int64", "minimum": 1}
          },
          "Limit": {
            "name": "limit",
            "in": "query",
            "description": "Rows on a page.",
            "schema": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
          },
          "Cursor": {
            "name": "cursor",
            "in": "query",
            "description": "The next_cursor of the page before.",
            "schema": {"type": "string", "pattern": "^-?[0-9]{1,18}(_-?[0-9]{1,18})?$"}
          }
        },
        "responses": {
          "Unreadable": {
            "description": "The body is no JSON, or nested deeper than 32 levels.",
            "content": {
              "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"}
              }
            }
          },
          "Unauthorized": {
            "description": "No token, or one that is unknown or revoked.",
            "headers": {"WWW-Authenticate": {"schema": {"type": "string"}}},
            "content": {
              "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"}
              }
            }
          },
          "Missing": {
            "description": "There is no such record.",
            "content": {
              "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"}
              }
            }
          },
          "Conflict": {
            "description": "A unique value is taken, or the old one is still needed; `errors` \#
        names the fields.",
            "content": {
              "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"}
              }
            }
          },
          "InUse": {
            "description": "Still in use; `errors` names the places.",
            "content": {
              "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"}
              }
            }
          },
          "Stale": {
            "description": "If-Match names another version than the one in force.",
            "content": {
              "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"}
              }
            }
          },
          "WrongType": {
            "description": "The body's media type is not JSON.",
            "content": {
              "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"}
              }
            }
          },
          "Invalid": {
            "description": "Unknown or unacceptable fields or parameters; `errors` names them.",
            "content": {
              "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"}
              }
            }
          },
          "Unavailable": {
            "description": "The database cannot be reached; nothing was changed.",
            "headers": {"Retry-After": {"schema": {"type": "string"}}},
            "content": {
              "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"}
              }
            }
          }
        }
        """#

    static let sharedSchemas = #"""
        "NextCursor": {"type": ["string", "null"], "description": "Null on the last page."},
        "TimeOrNull": {
          "type": ["string", "null"],
          "format": "date-time",
          "description": "RFC 3339, UTC, milliseconds."
        },
        "Problem": {
          "type": "object",
          "description": "RFC 9457.",
          "required": ["type", "title", "status", "detail"],
          "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["field", "message"],
                "additionalProperties": false,
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}}
              }
            }
          }
        }
        """#
}
