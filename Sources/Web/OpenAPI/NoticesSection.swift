extension OpenAPI {
    /// What the document says about notices and simulations.
    static let notices = Section(
        paths: #"""
            "/notifications": {
              "get": {
                "tags": ["Notifications"],
                "operationId": "listNotifications",
                "summary": "Notices, the latest first",
                "parameters": [
                  {
                    "name": "employee_id",
                    "in": "query",
                    "description": "Whom it tells.",
                    "schema": {"type": "integer", "format": "int64"}
                  },
                  {
                    "name": "call_uuid",
                    "in": "query",
                    "description": "Of any leg, in any spelling.",
                    "schema": {"type": "string"}
                  },
                  {
                    "name": "kind",
                    "in": "query",
                    "description": "Kind.",
                    "schema": {
                      "type": "string",
                      "enum": ["incoming_call", "missed_call", "lead_assigned"]
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
                              "items": {"$ref": "#/components/schemas/Notification"}
                            },
                            "next_cursor": {"$ref": "#/components/schemas/NextCursor"}
                          }
                        }
                      }
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"}
                }
              }
            },
            "/simulations": {
              "post": {
                "tags": ["Simulations"],
                "operationId": "simulate",
                "summary": "What would a call do? Nothing is written",
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Question"}}
                  }
                },
                "responses": {
                  "200": {
                    "description": "What the rules would do.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Simulation"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "400": {"$ref": "#/components/responses/Unreadable"},
                  "415": {"$ref": "#/components/responses/WrongType"}
                }
              }
            }
            """#,
        schemas: #"""
            "Decision": {
              "type": "object",
              "required": [
                "rule", "moment", "result", "reason", "reasons", "facts", "settings_version",
                "at"
              ],
              "additionalProperties": false,
              "properties": {
                "rule": {
                  "type": "string",
                  "enum": ["link", "reopen", "create", "distribute", "notify", "correct"]
                },
                "moment": {"type": "string", "enum": ["begins", "rings", "answered", "missed"]},
                "result": {
                  "type": "string",
                  "enum": [
                    "linked", "reopened", "created", "assigned", "notified", "corrected",
                    "nothing"
                  ]
                },
                "reason": {"type": "string", "description": "In the language of the settings."},
                "reasons": {
                  "type": "object",
                  "required": ["uk", "en"],
                  "additionalProperties": false,
                  "properties": {"uk": {"type": "string"}, "en": {"type": "string"}}
                },
                "facts": {
                  "type": "object",
                  "description": "What the rule saw.",
                  "additionalProperties": {"type": ["string", "integer", "boolean", "null"]}
                },
                "settings_version": {"type": "integer", "format": "int64", "minimum": 1},
                "at": {"type": "string", "format": "date-time"}
              }
            },
            "Notification": {
              "type": "object",
              "required": [
                "id", "kind", "employee_id", "call_uuid", "lead_id", "text", "formed_at",
                "due_at", "sent_at", "seen_at", "dropped_reason"
              ],
              "additionalProperties": false,
              "properties": {
                "id": {"type": "integer", "format": "int64", "minimum": 1},
                "kind": {
                  "type": "string",
                  "enum": ["incoming_call", "missed_call", "lead_assigned"]
                },
                "employee_id": {"type": "integer", "format": "int64", "minimum": 1},
                "call_uuid": {"type": "string"},
                "lead_id": {"type": ["integer", "null"], "format": "int64"},
                "text": {"type": "string"},
                "formed_at": {"type": "string", "format": "date-time"},
                "due_at": {"type": "string", "format": "date-time"},
                "sent_at": {"$ref": "#/components/schemas/TimeOrNull"},
                "seen_at": {"$ref": "#/components/schemas/TimeOrNull"},
                "dropped_reason": {
                  "type": ["string", "null"],
                  "description": "Why it will not go out."
                }
              }
            },
            "Question": {
              "type": "object",
              "required": ["direction", "outcome"],
              "additionalProperties": false,
              "properties": {
                "direction": {"type": "string", "enum": ["incoming", "outgoing"]},
                "outcome": {"type": "string", "enum": ["answered", "missed"]},
                "phone": {
                  "type": ["string", "null"],
                  "maxLength": 60,
                  "description": "The outside number in any spelling; null: hidden."
                },
                "extension": {
                  "type": ["string", "null"],
                  "minLength": 1,
                  "maxLength": 20,
                  "description": "Whose telephone."
                }
              }
            },
            "Simulation": {
              "type": "object",
              "required": ["decisions", "lead", "notifications"],
              "additionalProperties": false,
              "properties": {
                "decisions": {
                  "type": "array",
                  "items": {"$ref": "#/components/schemas/Decision"}
                },
                "lead": {
                  "oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/SimulatedLead"}]
                },
                "notifications": {
                  "type": "array",
                  "items": {"$ref": "#/components/schemas/SimulatedNotification"}
                }
              }
            },
            "SimulatedLead": {
              "type": "object",
              "required": [
                "id", "created", "name", "phones", "status_id", "source_id",
                "responsible_employee_id"
              ],
              "additionalProperties": false,
              "properties": {
                "id": {
                  "type": ["integer", "null"],
                  "description": "Null for a lead that would be made."
                },
                "created": {"type": "boolean"},
                "name": {"type": "string"},
                "phones": {
                  "type": "array",
                  "items": {"type": "string", "pattern": "^\\+[0-9]{1,15}$"}
                },
                "status_id": {"type": "integer", "format": "int64", "minimum": 1},
                "source_id": {"type": ["integer", "null"], "format": "int64"},
                "responsible_employee_id": {"type": ["integer", "null"], "format": "int64"}
              }
            },
            "SimulatedNotification": {
              "type": "object",
              "required": ["kind", "employee_id", "text", "due_at", "dropped_reason"],
              "additionalProperties": false,
              "properties": {
                "kind": {
                  "type": "string",
                  "enum": ["incoming_call", "missed_call", "lead_assigned"]
                },
                "employee_id": {"type": "integer", "format": "int64", "minimum": 1},
                "text": {"type": "string"},
                "due_at": {"type": "string", "format": "date-time"},
                "dropped_reason": {
                  "type": ["string", "null"],
                  "description": "Why it will not go out."
                }
              }
            }
            """#)
}
