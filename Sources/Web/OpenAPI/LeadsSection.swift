extension OpenAPI {
    /// What the document says about leads.
    static let leads = Section(
        paths: #"""
            "/leads": {
              "get": {
                "tags": ["Leads"],
                "operationId": "listLeads",
                "summary": "Leads",
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
                    "name": "status_id",
                    "in": "query",
                    "description": "A status.",
                    "schema": {"type": "integer", "format": "int64"}
                  },
                  {
                    "name": "responsible_employee_id",
                    "in": "query",
                    "description": "An employee.",
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
                              "items": {"$ref": "#/components/schemas/Lead"}
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
                "tags": ["Leads"],
                "operationId": "createLead",
                "summary": "Add a lead",
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/NewLead"}}
                  }
                },
                "responses": {
                  "201": {
                    "description": "Made.",
                    "headers": {
                      "Location": {"description": "Where it is.", "schema": {"type": "string"}}
                    },
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Lead"}}
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
            "/leads/{id}": {
              "parameters": [{"$ref": "#/components/parameters/Id"}],
              "get": {
                "tags": ["Leads"],
                "operationId": "showLead",
                "summary": "A lead",
                "responses": {
                  "200": {
                    "description": "The lead.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Lead"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "404": {"$ref": "#/components/responses/Missing"}
                }
              },
              "patch": {
                "tags": ["Leads"],
                "operationId": "changeLead",
                "summary": "Change some fields of a lead",
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/LeadChange"}}
                  }
                },
                "responses": {
                  "200": {
                    "description": "As it is now.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Lead"}}
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
                "tags": ["Leads"],
                "operationId": "deleteLead",
                "summary": "Delete a lead nobody uses",
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
            "Lead": {
              "type": "object",
              "required": [
                "id", "external_id", "name", "phones", "status_id", "source_id",
                "responsible_employee_id", "origin", "call_uuid", "created_at", "updated_at"
              ],
              "additionalProperties": false,
              "properties": {
                "id": {"type": "integer", "format": "int64", "minimum": 1},
                "external_id": {"type": ["string", "null"]},
                "name": {"type": "string"},
                "phones": {
                  "type": "array",
                  "items": {"type": "string", "pattern": "^\\+[0-9]{1,15}$"}
                },
                "status_id": {"type": "integer", "format": "int64", "minimum": 1},
                "source_id": {"type": ["integer", "null"], "format": "int64"},
                "responsible_employee_id": {"type": ["integer", "null"], "format": "int64"},
                "origin": {"type": "string", "enum": ["telephony", "manual", "api"]},
                "call_uuid": {
                  "type": ["string", "null"],
                  "description": "The call that made it."
                },
                "created_at": {"type": "string", "format": "date-time"},
                "updated_at": {"type": "string", "format": "date-time"}
              }
            },
            "NewLead": {
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
                "phones": {
                  "type": "array",
                  "maxItems": 20,
                  "items": {"type": "string", "minLength": 1, "maxLength": 60},
                  "description": "Telephone numbers in any spelling; kept in E.164, each once."
                },
                "status_id": {
                  "type": "integer",
                  "format": "int64",
                  "minimum": 1,
                  "description": "Left out in a new lead: the default status."
                },
                "source_id": {"type": ["integer", "null"], "format": "int64", "minimum": 1},
                "responsible_employee_id": {
                  "type": ["integer", "null"],
                  "format": "int64",
                  "minimum": 1
                }
              }
            },
            "LeadChange": {
              "type": "object",
              "description": "A lead changed here is no longer changed by later messages of its \#
            call.",
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
                "phones": {
                  "type": "array",
                  "maxItems": 20,
                  "items": {"type": "string", "minLength": 1, "maxLength": 60},
                  "description": "Telephone numbers in any spelling; kept in E.164, each once."
                },
                "status_id": {
                  "type": "integer",
                  "format": "int64",
                  "minimum": 1,
                  "description": "Left out in a new lead: the default status."
                },
                "source_id": {"type": ["integer", "null"], "format": "int64", "minimum": 1},
                "responsible_employee_id": {
                  "type": ["integer", "null"],
                  "format": "int64",
                  "minimum": 1
                }
              }
            }
            """#)
}
