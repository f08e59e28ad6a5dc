extension OpenAPI {
    /// What the document says about lead statuses.
    static let leadStatuses = Section(
        paths: #"""
            "/lead-statuses": {
              "get": {
                "tags": ["Lead statuses"],
                "operationId": "listLeadStatuses",
                "summary": "Lead statuses",
                "parameters": [
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
                              "items": {"$ref": "#/components/schemas/LeadStatus"}
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
              },
              "post": {
                "tags": ["Lead statuses"],
                "operationId": "createLeadStatus",
                "summary": "Add a lead status",
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {"$ref": "#/components/schemas/NewLeadStatus"}
                    }
                  }
                },
                "responses": {
                  "201": {
                    "description": "Made.",
                    "headers": {
                      "Location": {"description": "Where it is.", "schema": {"type": "string"}}
                    },
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/LeadStatus"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "400": {"$ref": "#/components/responses/Unreadable"},
                  "415": {"$ref": "#/components/responses/WrongType"},
                  "409": {"$ref": "#/components/responses/Conflict"}
                }
              }
            },
            "/lead-statuses/{id}": {
              "parameters": [{"$ref": "#/components/parameters/Id"}],
              "get": {
                "tags": ["Lead statuses"],
                "operationId": "showLeadStatus",
                "summary": "A lead status",
                "responses": {
                  "200": {
                    "description": "The lead status.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/LeadStatus"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "404": {"$ref": "#/components/responses/Missing"}
                }
              },
              "patch": {
                "tags": ["Lead statuses"],
                "operationId": "changeLeadStatus",
                "summary": "Change some fields of a lead status",
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {"$ref": "#/components/schemas/LeadStatusChange"}
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "As it is now.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/LeadStatus"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "400": {"$ref": "#/components/responses/Unreadable"},
                  "415": {"$ref": "#/components/responses/WrongType"},
                  "404": {"$ref": "#/components/responses/Missing"},
                  "409": {"$ref": "#/components/responses/Conflict"}
                }
              },
              "delete": {
                "tags": ["Lead statuses"],
                "operationId": "deleteLeadStatus",
                "summary": "Delete a lead status nobody uses",
                "responses": {
                  "204": {"description": "Deleted."},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "404": {"$ref": "#/components/responses/Missing"},
                  "409": {"$ref": "#/components/responses/InUse"}
                }
              }
            }
            """#,
        schemas: #"""
            "LeadStatus": {
              "type": "object",
              "required": ["id", "name", "kind", "position", "is_default"],
              "additionalProperties": false,
              "properties": {
                "id": {"type": "integer", "format": "int64", "minimum": 1},
                "name": {"type": "string"},
                "kind": {"type": "string", "enum": ["active", "won", "lost", "junk"]},
                "position": {"type": "integer"},
                "is_default": {"type": "boolean"}
              }
            },
            "NewLeadStatus": {
              "type": "object",
              "required": ["name"],
              "additionalProperties": false,
              "properties": {
                "name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 100,
                  "pattern": "\\S",
                  "description": "Unique."
                },
                "kind": {
                  "type": "string",
                  "enum": ["active", "won", "lost", "junk"],
                  "default": "active",
                  "description": "Telephony sees active leads only; lost and junk ones can be \#
            reopened."
                },
                "position": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 10000,
                  "description": "Place in lists; a new one comes last."
                },
                "is_default": {
                  "type": "boolean",
                  "default": false,
                  "description": "New leads start here; true takes it from the other."
                }
              }
            },
            "LeadStatusChange": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 100,
                  "pattern": "\\S",
                  "description": "Unique."
                },
                "kind": {
                  "type": "string",
                  "enum": ["active", "won", "lost", "junk"],
                  "default": "active",
                  "description": "Telephony sees active leads only; lost and junk ones can be \#
            reopened."
                },
                "position": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 10000,
                  "description": "Place in lists; a new one comes last."
                },
                "is_default": {
                  "type": "boolean",
                  "default": false,
                  "description": "New leads start here; true takes it from the other."
                }
              }
            }
            """#)
}
