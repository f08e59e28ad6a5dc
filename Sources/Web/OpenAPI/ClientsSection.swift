extension OpenAPI {
    /// What the document says about clients.
    static let clients = Section(
        paths: #"""
            "/clients": {
              "get": {
                "tags": ["Clients"],
                "operationId": "listClients",
                "summary": "Clients",
                "parameters": [
                  {
                    "name": "phone",
                    "in": "query",
                    "description": "In any spelling.",
                    "schema": {"type": "string", "maxLength": 60}
                  },
                  {
                    "name": "external_id",
                    "in": "query",
                    "description": "The CRM's id.",
                    "schema": {"type": "string"}
                  },
                  {
                    "name": "q",
                    "in": "query",
                    "description": "Part of the name or company.",
                    "schema": {"type": "string", "minLength": 1, "maxLength": 100}
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
                              "items": {"$ref": "#/components/schemas/Client"}
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
                "tags": ["Clients"],
                "operationId": "createClient",
                "summary": "Add a client",
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/NewClient"}}
                  }
                },
                "responses": {
                  "201": {
                    "description": "Made.",
                    "headers": {
                      "Location": {"description": "Where it is.", "schema": {"type": "string"}}
                    },
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Client"}}
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
            "/clients/{id}": {
              "parameters": [{"$ref": "#/components/parameters/Id"}],
              "get": {
                "tags": ["Clients"],
                "operationId": "showClient",
                "summary": "A client",
                "responses": {
                  "200": {
                    "description": "The client.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Client"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "404": {"$ref": "#/components/responses/Missing"}
                }
              },
              "patch": {
                "tags": ["Clients"],
                "operationId": "changeClient",
                "summary": "Change some fields of a client",
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/ClientChange"}}
                  }
                },
                "responses": {
                  "200": {
                    "description": "As it is now.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Client"}}
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
                "tags": ["Clients"],
                "operationId": "deleteClient",
                "summary": "Delete a client nobody uses",
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
            "Client": {
              "type": "object",
              "required": [
                "id", "external_id", "name", "company", "phones", "admin_employee_ids", "url"
              ],
              "additionalProperties": false,
              "properties": {
                "id": {"type": "integer", "format": "int64", "minimum": 1},
                "external_id": {"type": ["string", "null"]},
                "name": {"type": "string"},
                "company": {"type": ["string", "null"]},
                "phones": {
                  "type": "array",
                  "items": {"type": "string", "pattern": "^\\+[0-9]{1,15}$"}
                },
                "admin_employee_ids": {
                  "type": "array",
                  "items": {"type": "integer", "format": "int64", "minimum": 1}
                },
                "url": {"type": "string", "description": "The card."}
              }
            },
            "NewClient": {
              "type": "object",
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
                "company": {"type": ["string", "null"], "minLength": 0, "maxLength": 200},
                "phones": {
                  "type": "array",
                  "maxItems": 20,
                  "items": {"type": "string", "minLength": 1, "maxLength": 60},
                  "description": "Telephone numbers in any spelling; kept in E.164, each once."
                },
                "admin_employee_ids": {
                  "type": "array",
                  "maxItems": 50,
                  "items": {"type": "integer", "format": "int64", "minimum": 1},
                  "description": "Client admins, in order."
                }
              }
            },
            "ClientChange": {
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
                "company": {"type": ["string", "null"], "minLength": 0, "maxLength": 200},
                "phones": {
                  "type": "array",
                  "maxItems": 20,
                  "items": {"type": "string", "minLength": 1, "maxLength": 60},
                  "description": "Telephone numbers in any spelling; kept in E.164, each once."
                },
                "admin_employee_ids": {
                  "type": "array",
                  "maxItems": 50,
                  "items": {"type": "integer", "format": "int64", "minimum": 1},
                  "description": "Client admins, in order."
                }
              }
            }
            """#)
}
