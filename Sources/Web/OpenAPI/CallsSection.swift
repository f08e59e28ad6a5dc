extension OpenAPI {
    /// What the document says about calls.
    static let calls = Section(
        paths: #"""
            "/calls": {
              "get": {
                "tags": ["Calls"],
                "operationId": "listCalls",
                "summary": "Calls, the latest first",
                "parameters": [
                  {
                    "name": "from",
                    "in": "query",
                    "description": "Started at this time or later.",
                    "schema": {"type": "string", "format": "date-time"}
                  },
                  {
                    "name": "to",
                    "in": "query",
                    "description": "Started before this time.",
                    "schema": {"type": "string", "format": "date-time"}
                  },
                  {
                    "name": "direction",
                    "in": "query",
                    "description": "Direction.",
                    "schema": {"type": "string", "enum": ["incoming", "outgoing", "internal"]}
                  },
                  {
                    "name": "outcome",
                    "in": "query",
                    "description": "Outcome.",
                    "schema": {"type": "string", "enum": ["answered", "missed"]}
                  },
                  {
                    "name": "phone",
                    "in": "query",
                    "description": "In any spelling.",
                    "schema": {"type": "string", "maxLength": 60}
                  },
                  {
                    "name": "employee_id",
                    "in": "query",
                    "description": "Whose call.",
                    "schema": {"type": "integer", "format": "int64"}
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
                              "items": {"$ref": "#/components/schemas/Call"}
                            },
                            "next_cursor": {"$ref": "#/components/schemas/NextCursor"}
                          }
                        }
                      }
                    },
                    "links": {
                      "first": {
                        "operationId": "showCall",
                        "parameters": {"uuid": "$response.body#/items/0/uuid"}
                      }
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"}
                }
              }
            },
            "/calls/{uuid}": {
              "get": {
                "tags": ["Calls"],
                "operationId": "showCall",
                "summary": "A call with its legs, decisions and notices",
                "parameters": [
                  {
                    "name": "uuid",
                    "in": "path",
                    "required": true,
                    "description": "Of any leg, with or without hyphens, in any case.",
                    "schema": {"type": "string", "minLength": 1}
                  }
                ],
                "responses": {
                  "200": {
                    "description": "The call.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/CallDetail"}}
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
            "Call": {
              "type": "object",
              "required": [
                "uuid", "direction", "state", "outcome", "phone", "raw_number", "number_class",
                "contact_name", "trunk", "employee_id", "extension", "started_at", "answered_at",
                "ended_at", "wait_seconds", "talk_seconds", "disposition", "transfer_history",
                "has_recording", "client_id", "lead_id", "lead_created", "origin"
              ],
              "additionalProperties": false,
              "properties": {
                "uuid": {
                  "type": "string",
                  "description": "Of the first leg; lower case, no hyphens."
                },
                "direction": {
                  "type": ["string", "null"],
                  "enum": ["incoming", "outgoing", "internal", null],
                  "description": "Null: not told yet."
                },
                "state": {"type": "string", "enum": ["ringing", "talking", "ended"]},
                "outcome": {"type": ["string", "null"], "enum": ["answered", "missed", null]},
                "phone": {"type": ["string", "null"], "description": "E.164."},
                "raw_number": {"type": "string"},
                "number_class": {
                  "type": "string",
                  "enum": ["external", "short", "hidden", "other"]
                },
                "contact_name": {"type": ["string", "null"]},
                "trunk": {"type": ["string", "null"]},
                "employee_id": {"type": ["integer", "null"], "format": "int64"},
                "extension": {"type": ["string", "null"]},
                "started_at": {"$ref": "#/components/schemas/TimeOrNull"},
                "answered_at": {"$ref": "#/components/schemas/TimeOrNull"},
                "ended_at": {"$ref": "#/components/schemas/TimeOrNull"},
                "wait_seconds": {"type": ["integer", "null"]},
                "talk_seconds": {"type": ["integer", "null"]},
                "disposition": {
                  "type": ["integer", "null"],
                  "description": "Phonet's: 0 answered, 1 no answer, 2 congested, 3 error, 4 busy."
                },
                "transfer_history": {"type": ["string", "null"]},
                "has_recording": {"type": "boolean"},
                "client_id": {"type": ["integer", "null"], "format": "int64"},
                "lead_id": {"type": ["integer", "null"], "format": "int64"},
                "lead_created": {
                  "type": "boolean",
                  "description": "The lead was made by this call."
                },
                "origin": {"type": "string", "enum": ["webhook", "recovered"]}
              }
            },
            "CallDetail": {
              "type": "object",
              "required": [
                "uuid", "direction", "state", "outcome", "phone", "raw_number", "number_class",
                "contact_name", "trunk", "employee_id", "extension", "started_at", "answered_at",
                "ended_at", "wait_seconds", "talk_seconds", "disposition", "transfer_history",
                "has_recording", "client_id", "lead_id", "lead_created", "origin", "legs",
                "decisions", "notifications"
              ],
              "additionalProperties": false,
              "properties": {
                "uuid": {
                  "type": "string",
                  "description": "Of the first leg; lower case, no hyphens."
                },
                "direction": {
                  "type": ["string", "null"],
                  "enum": ["incoming", "outgoing", "internal", null],
                  "description": "Null: not told yet."
                },
                "state": {"type": "string", "enum": ["ringing", "talking", "ended"]},
                "outcome": {"type": ["string", "null"], "enum": ["answered", "missed", null]},
                "phone": {"type": ["string", "null"], "description": "E.164."},
                "raw_number": {"type": "string"},
                "number_class": {
                  "type": "string",
                  "enum": ["external", "short", "hidden", "other"]
                },
                "contact_name": {"type": ["string", "null"]},
                "trunk": {"type": ["string", "null"]},
                "employee_id": {"type": ["integer", "null"], "format": "int64"},
                "extension": {"type": ["string", "null"]},
                "started_at": {"$ref": "#/components/schemas/TimeOrNull"},
                "answered_at": {"$ref": "#/components/schemas/TimeOrNull"},
                "ended_at": {"$ref": "#/components/schemas/TimeOrNull"},
                "wait_seconds": {"type": ["integer", "null"]},
                "talk_seconds": {"type": ["integer", "null"]},
                "disposition": {
                  "type": ["integer", "null"],
                  "description": "Phonet's: 0 answered, 1 no answer, 2 congested, 3 error, 4 busy."
                },
                "transfer_history": {"type": ["string", "null"]},
                "has_recording": {"type": "boolean"},
                "client_id": {"type": ["integer", "null"], "format": "int64"},
                "lead_id": {"type": ["integer", "null"], "format": "int64"},
                "lead_created": {
                  "type": "boolean",
                  "description": "The lead was made by this call."
                },
                "origin": {"type": "string", "enum": ["webhook", "recovered"]},
                "legs": {"type": "array", "items": {"$ref": "#/components/schemas/Leg"}},
                "decisions": {
                  "type": "array",
                  "items": {"$ref": "#/components/schemas/Decision"}
                },
                "notifications": {
                  "type": "array",
                  "items": {"$ref": "#/components/schemas/Notification"}
                }
              }
            },
            "Leg": {
              "type": "object",
              "required": [
                "uuid", "parent_uuid", "direction", "party", "extension", "name", "raw_number",
                "trunk", "dialled_at", "answered_at", "ended_at", "talk_seconds", "disposition",
                "transfer_history", "has_record"
              ],
              "additionalProperties": false,
              "properties": {
                "uuid": {"type": "string"},
                "parent_uuid": {"type": ["string", "null"]},
                "direction": {
                  "type": ["string", "null"],
                  "enum": ["incoming", "outgoing", "internal", null],
                  "description": "Null: not told yet."
                },
                "party": {
                  "type": ["string", "null"],
                  "enum": ["user", "group", "ivr", "unknown", null]
                },
                "extension": {"type": ["string", "null"]},
                "name": {"type": ["string", "null"]},
                "raw_number": {"type": ["string", "null"]},
                "trunk": {"type": ["string", "null"]},
                "dialled_at": {"$ref": "#/components/schemas/TimeOrNull"},
                "answered_at": {"$ref": "#/components/schemas/TimeOrNull"},
                "ended_at": {"$ref": "#/components/schemas/TimeOrNull"},
                "talk_seconds": {"type": ["integer", "null"]},
                "disposition": {"type": ["integer", "null"]},
                "transfer_history": {"type": ["string", "null"]},
                "has_record": {"type": "boolean"}
              }
            }
            """#)
}
