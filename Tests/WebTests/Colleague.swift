import CallRules
import Foundation
import HTTPTypes
import Testing

@testable import Store
@testable import Web

/// Somebody of the office who is signed in at a browser.
struct Colleague {
    let office: Office
    let id: Employee.ID
    let cookie: String

    init(
        _ name: String, _ role: Employee.Role = .admin, extension: String? = nil, at office: Office
    ) throws {
        self.office = office
        var details = EmployeeDetails()
        details.name = name
        details.role = role
        details.extension = `extension`
        let saved = try office.store.createEmployee(details, at: Office.morning)
        guard case .saved(let row) = saved else { throw NotHired() }
        id = row.id
        cookie = "cookie-of-\(row.id.value)"
        let secret = Secret.hash(cookie)
        let person = row.id
        try office.store.write { transaction in
            try transaction.db.execute(
                sql: """
                    INSERT INTO session (hash, employee_id, created_at, used_at, source_ip, browser)
                    VALUES (?, ?, ?, ?, '203.0.113.9', 'Firefox')
                    """,
                arguments: [
                    Data(secret), person.value, Office.morning.milliseconds,
                    Office.morning.milliseconds,
                ])
        }
    }

    private var fields: HTTPFields { [.cookie: "__Host-phonet_gateway=\(cookie)"] }

    func open(_ path: String) -> Reply {
        office.ask(.get, path, token: nil, fields: fields)
    }

    /// Sends a form of a page of ours.
    func send(_ path: String, _ form: [(String, String)]) -> Reply {
        let pairs = [(FormToken.field, FormToken.of(cookie))] + form
        let body = pairs.map { "\(Pairs.encoded($0.0))=\(Pairs.encoded($0.1))" }
            .joined(separator: "&")
        return office.ask(
            .post, path, body, token: nil, type: "application/x-www-form-urlencoded",
            fields: fields)
    }

    /// The settings form as the page would send it untouched, with some values typed anew.
    func settingsForm(_ typed: [String: [String]] = [:]) throws -> [(String, String)] {
        let snapshot = office.store.settings
        var values = TypedSettings(snapshot.settings).values
        for (key, value) in typed { values[key] = value }
        values["version"] = values["version"] ?? ["\(snapshot.version)"]
        return values.sorted { $0.key < $1.key }.flatMap { key, values in
            values.map { (key, $0) }
        }
    }

    /// Saves the settings page with some values typed anew.
    func save(_ typed: [String: [String]]) throws -> Reply {
        send("/settings", try settingsForm(typed))
    }
}

private struct NotHired: Error {}

extension Reply {
    /// The text of the page without its markup, spaces run together.
    var words: String {
        var text = ""
        var isMarkup = false
        for character in self.text {
            switch character {
            case "<": isMarkup = true
            case ">":
                isMarkup = false
                text.append(" ")
            default: if !isMarkup { text.append(character) }
            }
        }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    var location: String? { fields[.location] }
}
