extension OpenAPI {
    /// What the document says about settings.
    static let settings = Section(
        paths: #"""
            "/settings": {
              "get": {
                "tags": ["Settings"],
                "operationId": "showSettings",
                "summary": "All settings",
                "responses": {
                  "200": {
                    "description": "The settings in force.",
                    "headers": {
                      "ETag": {"description": "The version.", "schema": {"type": "string"}}
                    },
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Settings"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"}
                }
              },
              "patch": {
                "tags": ["Settings"],
                "operationId": "changeSettings",
                "summary": "Change some settings",
                "parameters": [
                  {
                    "name": "If-Match",
                    "in": "header",
                    "description": "The version seen, quoted; another one in force is a 412.",
                    "schema": {"type": "string", "pattern": "^(\\*|(W/)?\"[0-9]{1,18}\")$"}
                  }
                ],
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {"$ref": "#/components/schemas/SettingsChange"}
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "The settings now in force.",
                    "headers": {
                      "ETag": {"description": "The version.", "schema": {"type": "string"}}
                    },
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Settings"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "422": {"$ref": "#/components/responses/Invalid"},
                  "503": {"$ref": "#/components/responses/Unavailable"},
                  "400": {"$ref": "#/components/responses/Unreadable"},
                  "415": {"$ref": "#/components/responses/WrongType"},
                  "409": {"$ref": "#/components/responses/Conflict"},
                  "412": {"$ref": "#/components/responses/Stale"}
                }
              }
            }
            """#,
        schemas: #"""
            "Settings": {
              "type": "object",
              "required": [
                "version", "phonet_domain", "phonet_api_key", "default_period_days",
                "create_lead_on_missed_incoming",
                "create_lead_on_missed_incoming_if_client_exists",
                "create_lead_on_answered_incoming",
                "create_lead_on_answered_incoming_if_client_exists",
                "create_lead_on_missed_outgoing",
                "create_lead_on_missed_outgoing_if_client_exists",
                "create_lead_on_answered_outgoing",
                "create_lead_on_answered_outgoing_if_client_exists",
                "missed_call_lead_source_id", "answered_call_lead_source_id", "reopen_status_id",
                "call_push_employee_ids", "push_delay_seconds", "notify_missed_lead_responsible",
                "notify_missed_client_admins", "notify_missed_unknown",
                "notify_missed_unknown_employee_ids", "distribution_mode",
                "distribution_employee_ids", "module_enabled", "webhook_allowed_networks",
                "timezone", "language", "client_url_template", "lead_url_template",
                "new_contact_url_template", "webhook_urls"
              ],
              "additionalProperties": false,
              "properties": {
                "version": {
                  "type": "integer",
                  "format": "int64",
                  "minimum": 1,
                  "description": "Grows with every save; also the ETag."
                },
                "phonet_domain": {"type": "string"},
                "phonet_api_key": {
                  "type": ["string", "null"],
                  "description": "Masked: its last four characters; null: there is none."
                },
                "default_period_days": {"type": "integer"},
                "create_lead_on_missed_incoming": {"type": "boolean"},
                "create_lead_on_missed_incoming_if_client_exists": {"type": "boolean"},
                "create_lead_on_answered_incoming": {"type": "boolean"},
                "create_lead_on_answered_incoming_if_client_exists": {"type": "boolean"},
                "create_lead_on_missed_outgoing": {"type": "boolean"},
                "create_lead_on_missed_outgoing_if_client_exists": {"type": "boolean"},
                "create_lead_on_answered_outgoing": {"type": "boolean"},
                "create_lead_on_answered_outgoing_if_client_exists": {"type": "boolean"},
                "missed_call_lead_source_id": {"type": ["integer", "null"], "format": "int64"},
                "answered_call_lead_source_id": {"type": ["integer", "null"], "format": "int64"},
                "reopen_status_id": {"type": ["integer", "null"], "format": "int64"},
                "call_push_employee_ids": {
                  "type": "array",
                  "items": {"type": "integer", "format": "int64", "minimum": 1}
                },
                "push_delay_seconds": {"type": "integer"},
                "notify_missed_lead_responsible": {"type": "boolean"},
                "notify_missed_client_admins": {"type": "boolean"},
                "notify_missed_unknown": {"type": "boolean"},
                "notify_missed_unknown_employee_ids": {
                  "type": "array",
                  "items": {"type": "integer", "format": "int64", "minimum": 1}
                },
                "distribution_mode": {"type": "string", "enum": ["off", "even", "active"]},
                "distribution_employee_ids": {
                  "type": "array",
                  "items": {"type": "integer", "format": "int64", "minimum": 1}
                },
                "module_enabled": {"type": "boolean"},
                "webhook_allowed_networks": {
                  "type": "array",
                  "items": {"type": "string", "minLength": 2, "maxLength": 60}
                },
                "timezone": {"type": "string"},
                "language": {"type": "string", "enum": ["uk", "en"]},
                "client_url_template": {"type": "string"},
                "lead_url_template": {"type": "string"},
                "new_contact_url_template": {"type": "string"},
                "webhook_urls": {
                  "type": "object",
                  "description": "What to enter at Phonet.",
                  "required": ["customer_data", "after_call_end", "call"],
                  "additionalProperties": false,
                  "properties": {
                    "customer_data": {"type": "string"},
                    "after_call_end": {"type": "string"},
                    "call": {"type": "string"}
                  }
                }
              }
            },
            "SettingsChange": {
              "type": "object",
              "description": "Any of the settings; the whole is checked and saved under one \#
            version.",
              "additionalProperties": false,
              "properties": {
                "phonet_domain": {
                  "type": "string",
                  "maxLength": 300,
                  "default": "",
                  "description": "Host name of the company's Phonet (item 4): under \#
            phonet.com.ua, phonet.ua or betell.com.ua, or what the operator allows. A pasted \#
            scheme, path or slash is taken off. Changing it demands phonet_api_key again."
                },
                "phonet_api_key": {
                  "type": ["string", "null"],
                  "maxLength": 256,
                  "pattern": "^[!-~]*$",
                  "default": "",
                  "description": "Write-only (item 5); empty or null takes it away."
                },
                "default_period_days": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 366,
                  "default": 7,
                  "description": "Item 6; 0: today only."
                },
                "create_lead_on_missed_incoming": {
                  "type": "boolean",
                  "default": false,
                  "description": "Missed incoming calls make leads (item 7)."
                },
                "create_lead_on_missed_incoming_if_client_exists": {
                  "type": "boolean",
                  "default": false,
                  "description": "… even if the number is a client's."
                },
                "create_lead_on_answered_incoming": {
                  "type": "boolean",
                  "default": false,
                  "description": "Answered incoming calls make leads (item 8)."
                },
                "create_lead_on_answered_incoming_if_client_exists": {
                  "type": "boolean",
                  "default": false,
                  "description": "… even if the number is a client's (item 8)."
                },
                "create_lead_on_missed_outgoing": {
                  "type": "boolean",
                  "default": false,
                  "description": "Missed outgoing calls make leads (item 9)."
                },
                "create_lead_on_missed_outgoing_if_client_exists": {
                  "type": "boolean",
                  "default": false,
                  "description": "… even if the number is a client's."
                },
                "create_lead_on_answered_outgoing": {
                  "type": "boolean",
                  "default": false,
                  "description": "Answered outgoing calls make leads (item 10)."
                },
                "create_lead_on_answered_outgoing_if_client_exists": {
                  "type": "boolean",
                  "default": false,
                  "description": "… even if the number is a client's (item 10)."
                },
                "missed_call_lead_source_id": {
                  "type": "integer",
                  "format": "int64",
                  "minimum": 1,
                  "description": "Source of leads of missed calls (item 11)."
                },
                "answered_call_lead_source_id": {
                  "type": "integer",
                  "format": "int64",
                  "minimum": 1,
                  "description": "Source of leads of answered calls (item 12)."
                },
                "reopen_status_id": {
                  "type": ["integer", "null"],
                  "format": "int64",
                  "minimum": 1,
                  "default": null,
                  "description": "The active status a lost lead gets when it is called (item \#
            13); null: off."
                },
                "call_push_employee_ids": {
                  "type": "array",
                  "maxItems": 500,
                  "items": {"type": "integer", "format": "int64", "minimum": 1},
                  "default": [],
                  "description": "Who is told of calls beside those responsible (item 14)."
                },
                "push_delay_seconds": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 3600,
                  "default": 0,
                  "description": "Item 15."
                },
                "notify_missed_lead_responsible": {
                  "type": "boolean",
                  "default": false,
                  "description": "Missed calls are told to the lead's responsible (item 16)."
                },
                "notify_missed_client_admins": {
                  "type": "boolean",
                  "default": false,
                  "description": "Missed calls are told to the client's admins (item 17)."
                },
                "notify_missed_unknown": {
                  "type": "boolean",
                  "default": false,
                  "description": "Missed calls of unknown numbers are told (item 18)."
                },
                "notify_missed_unknown_employee_ids": {
                  "type": "array",
                  "maxItems": 500,
                  "items": {"type": "integer", "format": "int64", "minimum": 1},
                  "default": [],
                  "description": "To whom (item 18); empty: call_push_employee_ids."
                },
                "distribution_mode": {
                  "type": "string",
                  "enum": ["off", "even", "active"],
                  "default": "off",
                  "description": "Item 19."
                },
                "distribution_employee_ids": {
                  "type": "array",
                  "maxItems": 500,
                  "items": {"type": "integer", "format": "int64", "minimum": 1},
                  "default": [],
                  "description": "Who shares new leads (item 20); empty: all active employees."
                },
                "module_enabled": {
                  "type": "boolean",
                  "default": true,
                  "description": "Off: webhooks are kept and shown, nothing else happens."
                },
                "webhook_allowed_networks": {
                  "type": "array",
                  "maxItems": 100,
                  "items": {"type": "string", "minLength": 2, "maxLength": 60},
                  "description": "IP addresses and CIDR ranges whose webhooks are trusted."
                },
                "timezone": {
                  "type": "string",
                  "maxLength": 64,
                  "pattern": "^(UTC|[A-Za-z0-9_+-]*/[A-Za-z0-9_+/-]*)$",
                  "default": "Europe/Kyiv",
                  "description": "IANA name."
                },
                "language": {"type": "string", "enum": ["uk", "en"], "default": "uk"},
                "client_url_template": {
                  "type": "string",
                  "maxLength": 2000,
                  "default": "",
                  "pattern": "^$|^[hH][tT][tT][pP][sS]?://[A-Za-z0-9][!-~]*$",
                  "description": "Address of a client's card in the CRM with {id}, \#
            {external_id}, {phone}; empty: the gateway's own pages."
                },
                "lead_url_template": {
                  "type": "string",
                  "maxLength": 2000,
                  "default": "",
                  "pattern": "^$|^[hH][tT][tT][pP][sS]?://[A-Za-z0-9][!-~]*$",
                  "description": "The same for a lead."
                },
                "new_contact_url_template": {
                  "type": "string",
                  "maxLength": 2000,
                  "default": "",
                  "pattern": "^$|^[hH][tT][tT][pP][sS]?://[A-Za-z0-9][!-~]*$",
                  "description": "The same for a new contact."
                }
              }
            }
            """#)
}
