import CallRules

extension OpenAPI {
    /// The section about employees and their presence.
    static let employees = Section(
        tag: employee.tag,
        operations: employee.operations + [
            Operation(
                .put, "/employees/{id}/presence", "setPresence", "A heartbeat for an employee",
                parameters: [.ifMatch], body: "Presence",
                answers: .versioned("The employee.", "Employee"), refusals: [.missing, .stale]),
            Operation(
                .put, "/employees/by-external-id/{external_id}/presence",
                "setPresenceByExternalID", "A heartbeat for an employee by the CRM's id",
                parameters: [.externalIDInPath, .ifMatch], body: "Presence",
                answers: .versioned("The employee.", "Employee"), refusals: [.missing, .stale]),
        ] + OpenAPI.signIn,
        schemas: employee.schemas + [
            "NewSignInLink": .object(
                required: [],
                [
                    "return": .text.orNull.saying(
                        "The page it leads to, such as /calls; null or left out: the first page.")
                ]),
            "SignInLink": .object([
                "url": .text.saying("Opened in a browser once, it signs the employee in."),
                "expires_at": .time.saying("From this moment on it is refused."),
            ]),
            "SSOSecret": .object([
                "secret": .text.saying(
                    "Its UTF-8 bytes are the key of HS256 JWTs for /sso; shown once.")
            ]),
            "Presence": .object(
                required: ["online"],
                [
                    "online": .truth.saying("Whether the employee is at work."),
                    "ttl_seconds": .number(1...600, default: 90)
                        .saying("How long the heartbeat is valid."),
                ]),
        ])

    private static let employee = Resource(
        name: "Employee", plural: "Employees", path: "/employees", article: "an",
        noun: "employee", tag: "Employees",
        filters: [.query("extension", .text, "Internal number."), .externalID, .changedAfter],
        fields: [
            .id,
            .version,
            .externalID,
            .name,
            .init(
                "email", "For signing in; unique.", .text.orNull,
                set: .text(3...254, matching: #"^[^@\s]+@[^@\s]+$"#).orNull),
            .init(
                "extension", "Internal number, leading zeros kept; unique among active employees.",
                .text.orNull, set: .text(matching: "^[0-9*#]{1,20}$").orNull),
            .init(
                "role",
                """
                What the employee sees and changes: a supervisor sees everything and changes no \
                settings; what an employee sees, the setting employees_see says.
                """, .choice(Employee.Role.self),
                set: .choice(Employee.Role.self, default: .employee)),
            .init(
                "may_listen", "Listens to recordings of others. Administrators always do.",
                .truth, set: .truth(default: true)),
            .init(
                "may_export", "Takes the call log away as a file. Administrators always may.",
                .truth, set: .truth(default: false)),
            .init(
                "may_delete", "Deletes clients and leads. Administrators always may.", .truth,
                set: .truth(default: false)),
            .init(
                "active", "Inactive employees cannot sign in.", .truth, set: .truth(default: true)),
            .init(
                "language", "Null: the language of the settings.", .choice(Language.self).orNull,
                set: .choice(Language.self).orNull),
            .init("online", "A heartbeat is still valid.", .truth),
            .init("last_seen_at", "When the last heartbeat came.", .timeOrNull),
        ],
        hasExternalID: true,
        aboutNew: "One made here cannot sign in until invited.")

    /// The operations with which the CRM lets employees in and out.
    private static let signIn: [Operation] =
        byID("/{id}", "", [])
        + byID("/by-external-id/{external_id}", "ByExternalID", [.externalIDInPath])
        + byID("/by-external-id", "ByExternalIDInQuery", [.externalIDInQuery]) + [
            Operation(
                .post, "/sso-secret", "renewSSOSecret",
                "Make another secret for JWTs that sign people in; the old one ends",
                answers: .ok("The new secret, shown once.", "SSOSecret")),
            Operation(
                .delete, "/sso-secret", "deleteSSOSecret", "Switch signing in by JWT off",
                answers: .done("Off.")),
        ]

    private static func byID(
        _ end: String, _ suffix: String, _ id: [Parameter]
    ) -> [Operation] {
        [
            Operation(
                .post, "/employees\(end)/sign-in-links", "createSignInLink\(suffix)",
                "Make a link that signs the employee in, once, within 60 seconds",
                parameters: id, body: "NewSignInLink", answers: .made("SignInLink"),
                refusals: [.missing]),
            Operation(
                .delete, "/employees\(end)/sessions", "endSessions\(suffix)",
                "Sign the employee out everywhere", parameters: id,
                answers: .done("Signed out."), refusals: [.missing]),
        ]
    }
}
