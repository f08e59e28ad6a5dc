import CallRules
import Store

extension OpenAPI {
    /// The operations that take lines of a CRM.
    static let sync = Section(
        tag: "Sync",
        operations: [
            operation("/clients/sync", "syncClients", "clients", "ClientLine"),
            operation("/leads/sync", "syncLeads", "leads", "LeadLine"),
            operation("/employees/sync", "syncEmployees", "employees", "EmployeeLine"),
        ],
        schemas: [
            "ClientLine": .object(
                required: ["external_id"],
                common + [
                    "name": name, "phones": phones, "url": url,
                    "company": .text.orNull.saying("The company they work for; null: none."),
                    "admins": .list(of: .text).saying(
                        "The CRM's ids of the employees who look after them."),
                ] + deletion),
            "LeadLine": .object(
                required: ["external_id"],
                common + [
                    "name": name, "phones": phones, "url": url,
                    "status": .text.orNull.saying("The name of a status; a number is its id."),
                    "source": .text.orNull.saying("The name of a source; a number is its id."),
                    "responsible": .text.orNull.saying("The CRM's id of an employee."),
                ] + deletion),
            "EmployeeLine": .object(
                required: ["external_id"],
                common + [
                    "name": name,
                    "email": .text.orNull.saying("Their address for signing in."),
                    "extension": .text.orNull.saying("Their internal number; leading zeros count."),
                    "role": .choice(Employee.Role.self).saying("What the employee may do."),
                    "active": .truth.saying("Whether they work here."),
                    "deleted": .truth.saying("They left; they are made inactive."),
                ]),
            "SyncResult": .object([
                "added": .number.saying("Records that were added."),
                "changed": .number.saying("Records that were changed."),
                "unchanged": .number.saying("Lines that changed nothing."),
                "removed": .number.saying("Records removed or merged; employees made inactive."),
                "refused": .list(of: "RefusedLine").saying("The first 1,000 lines refused."),
                "warnings": .list(of: "SyncWarning").saying("The first 1,000 odd things."),
                "refused_count": .number.saying("All lines refused, listed or not."),
                "warning_count": .number.saying("All warnings, listed or not."),
            ]),
            "RefusedLine": .object([
                "line": .number.saying("The line, counted from 1."),
                "external_id": .text.orNull.saying("Null: it cannot be read."),
                "errors": .list(
                    of: .object([
                        "field": .text.saying("The field that is wrong."),
                        "message": .text.saying("What is wrong with it."),
                    ])
                ).saying("Why it was refused."),
            ]),
            "SyncWarning": .object([
                "line": .number.orNull.saying("Null: of the whole request."),
                "external_id": .text.orNull.saying("The record, where there is one."),
                "message": .text.saying("What is odd, in words."),
            ]),
        ])

    private static let common: Members = [
        "external_id": .text(1...100).saying("The CRM's id; a whole number is taken too."),
        "updated_at": .text.orNull.saying(
            "When the CRM changed it; older lines than the last one taken are skipped."),
    ]
    private static let deletion: Members = [
        "deleted": .truth.saying("The CRM deleted the record."),
        "merged_into": .text.orNull.saying("The record that has its calls from now on."),
    ]
    private static let name = Schema.text(0...200, matching: nil).saying(
        "Needed for a new record only.")
    private static let phones = Schema.list(of: .text).saying(
        "All numbers, in any spelling; what is no number is kept as text.")
    private static let url = Schema.text.orNull.saying("Its page in the CRM, http or https.")

    private static func operation(
        _ path: String, _ id: String, _ noun: String, _ line: Schema
    ) -> Operation {
        Operation(
            .post, path, id,
            """
            Take \(noun) of the CRM by its ids: lines of NDJSON (up to 64 MB), or an array of at most 5,000
            """,
            parameters: [
                .required(
                    "source", .text(1...40, matching: "^[a-z0-9._-]+$"),
                    "The system that the lines come from."),
                .required(
                    "mode", .choice(SyncRequest.Mode.self),
                    """
                    changes: what is not named stays. snapshot: what belongs to the source and is not \
                    named goes.
                    """),
                .query(
                    "run", .text(1...100, matching: #"\S"#),
                    "Joins several requests to one run; without it the request is the whole run."),
                .query("last", .truth, "The last part of the run."),
                .query(
                    "confirm", .number,
                    "The number of removals that a 409 named, to carry them out."),
            ],
            body: .list(of: line, atMost: 5000), lines: line,
            answers: .ok("What was done.", "SyncResult"), refusals: [.manyRemovals, .tooLarge])
    }
}
