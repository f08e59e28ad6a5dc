extension OpenAPI {
    /// What the document says about employees and their presence.
    static let employees = Section(
        paths: #"""
            "/employees": {
              "get": {
                "tags": ["Employees"],
                "operationId": "listEmployees",
                "summary": "Employees",
                "parameters": [
                  {
                    "name": "extension",
                    "in": "query",
                    "description": "Internal number.",
                    "schema": {"type": "string"}
                  },
                  {
                    "name": "external_id",
                    "in": "query",
                    "description": "The CRM's id.",
                    "schema": {"type": "string"}
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
                              "items": {"$ref": "#/components/schemas/Employee"}
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
                "tags": ["Employees"],
                "operationId": "createEmployee",
                "summary": "Add an employee",
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/NewEmployee"}}
                  }
                },
                "responses": {
                  "201": {
                    "description": "Made.",
                    "headers": {
                      "Location": {"description": "Where it is.", "schema": {"type": "string"}}
                    },
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Employee"}}
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
            "/employees/{id}": {
              "parameters": [{"$ref": "#/components/parameters/Id"}],
              "get": {
                "tags": ["Employees"],
                "operationId": "showEmployee",
                "summary": "An employee",
                "responses": {
                  "200": {
                    "description": "The employee.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Employee"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "404": {"$ref": "#/components/responses/Missing"}
                }
              },
              "patch": {
                "tags": ["Employees"],
                "operationId": "changeEmployee",
                "summary": "Change some fields of an employee",
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {"$ref": "#/components/schemas/EmployeeChange"}
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "As it is now.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Employee"}}
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
                "tags": ["Employees"],
                "operationId": "deleteEmployee",
                "summary": "Delete an employee nobody uses",
                "responses": {
                  "204": {"description": "Deleted."},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "404": {"$ref": "#/components/responses/Missing"},
                  "409": {"$ref": "#/components/responses/InUse"}
                }
              }
            },
            "/employees/{id}/presence": {
              "parameters": [{"$ref": "#/components/parameters/Id"}],
              "put": {
                "tags": ["Employees"],
                "operationId": "setPresence",
                "summary": "A heartbeat for an employee",
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Presence"}}
                  }
                },
                "responses": {
                  "200": {
                    "description": "The employee.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Employee"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "400": {"$ref": "#/components/responses/Unreadable"},
                  "415": {"$ref": "#/components/responses/WrongType"},
                  "404": {"$ref": "#/components/responses/Missing"}
                }
              }
            }
            """#,
        schemas: #"""
            "Employee": {
              "type": "object",
              "required": [
                "id", "external_id", "name", "email", "extension", "role", "active", "language",
                "online", "last_seen_at"
              ],
              "additionalProperties": false,
              "properties": {
                "id": {"type": "integer", "format": "int64", "minimum": 1},
                "external_id": {"type": ["string", "null"]},
                "name": {"type": "string"},
                "email": {"type": ["string", "null"]},
                "extension": {"type": ["string", "null"]},
                "role": {"type": "string", "enum": ["admin", "employee"]},
                "active": {"type": "boolean"},
                "language": {"type": ["string", "null"], "enum": ["uk", "en", null]},
                "online": {"type": "boolean", "description": "A heartbeat is still valid."},
                "last_seen_at": {"$ref": "#/components/schemas/TimeOrNull"}
              }
            },
            "NewEmployee": {
              "type": "object",
              "description": "One made here cannot sign in until invited.",
              "required": ["name"],
              "additionalProperties": false,
              "properties": {
                "external_id": {
                  "type": ["string", "null"],
                  "minLength": 1,
                  "maxLength": 100,
                  "pattern": "\\S",
                  "description": "The CRM's own id; unique."
                },
                "name": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "\\S"},
                "email": {
                  "type": ["string", "null"],
                  "minLength": 3,
                  "maxLength": 254,
                  "pattern": "^[^@\\s]+@[^@\\s]+$",
                  "description": "Unique."
                },
                "extension": {
                  "type": ["string", "null"],
                  "pattern": "^[0-9*#]{1,20}$",
                  "description": "Internal number, leading zeros kept; unique among active \#
            employees."
                },
                "role": {"type": "string", "enum": ["admin", "employee"], "default": "employee"},
                "active": {"type": "boolean", "default": true},
                "language": {
                  "type": ["string", "null"],
                  "enum": ["uk", "en", null],
                  "description": "Null: the language of the settings."
                }
              }
            },
            "EmployeeChange": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "external_id": {
                  "type": ["string", "null"],
                  "minLength": 1,
                  "maxLength": 100,
                  "pattern": "\\S",
                  "description": "The CRM's own id; unique."
                },
                "name": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "\\S"},
                "email": {
                  "type": ["string", "null"],
                  "minLength": 3,
                  "maxLength": 254,
                  "pattern": "^[^@\\s]+@[^@\\s]+$",
                  "description": "Unique."
                },
                "extension": {
                  "type": ["string", "null"],
                  "pattern": "^[0-9*#]{1,20}$",
                  "description": "Internal number, leading zeros kept; unique among active \#
            employees."
                },
                "role": {"type": "string", "enum": ["admin", "employee"], "default": "employee"},
                "active": {"type": "boolean", "default": true},
                "language": {
                  "type": ["string", "null"],
                  "enum": ["uk", "en", null],
                  "description": "Null: the language of the settings."
                }
              }
            },
            "Presence": {
              "type": "object",
              "required": ["online"],
              "additionalProperties": false,
              "properties": {
                "online": {"type": "boolean"},
                "ttl_seconds": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 600,
                  "default": 90,
                  "description": "How long the heartbeat is valid."
                }
              }
            }
            """#)
}
