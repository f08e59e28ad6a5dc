extension OpenAPI {
    /// What the document says about lead sources.
    static let leadSources = Section(
        paths: #"""
            "/lead-sources": {
              "get": {
                "tags": ["Lead sources"],
                "operationId": "listLeadSources",
                "summary": "Lead sources",
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
                              "items": {"$ref": "#/components/schemas/LeadSource"}
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
                "tags": ["Lead sources"],
                "operationId": "createLeadSource",
                "summary": "Add a lead source",
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {"$ref": "#/components/schemas/NewLeadSource"}
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
                      "application/json": {"schema": {"$ref": "#/components/schemas/LeadSource"}}
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
            "/lead-sources/{id}": {
              "parameters": [{"$ref": "#/components/parameters/Id"}],
              "get": {
                "tags": ["Lead sources"],
                "operationId": "showLeadSource",
                "summary": "A lead source",
                "responses": {
                  "200": {
                    "description": "The lead source.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/LeadSource"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "404": {"$ref": "#/components/responses/Missing"}
                }
              },
              "patch": {
                "tags": ["Lead sources"],
                "operationId": "changeLeadSource",
                "summary": "Change some fields of a lead source",
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {"$ref": "#/components/schemas/LeadSourceChange"}
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "As it is now.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/LeadSource"}}
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
                "tags": ["Lead sources"],
                "operationId": "deleteLeadSource",
                "summary": "Delete a lead source nobody uses",
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
            "LeadSource": {
              "type": "object",
              "required": ["id", "name", "position"],
              "additionalProperties": false,
              "properties": {
                "id": {"type": "integer", "format": "int64", "minimum": 1},
                "name": {"type": "string"},
                "position": {"type": "integer"}
              }
            },
            "NewLeadSource": {
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
                "position": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 10000,
                  "description": "Place in lists; a new one comes last."
                }
              }
            },
            "LeadSourceChange": {
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
                "position": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 10000,
                  "description": "Place in lists; a new one comes last."
                }
              }
            }
            """#)
}
