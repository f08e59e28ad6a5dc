import CallRules
import HTTPTypes
import TestSupport

@testable import Store
@testable import Web

/// An employee created during a test and signed in at a browser.
struct Colleague {
    let office: Office
    let id: Employee.ID
    let browser: Browser

    init(
        _ name: String, _ role: Employee.Role = .admin, extension: String? = nil,
        rights: Set<Viewer.Right> = [.listen, .export], at office: Office
    ) throws {
        self.office = office
        var details = EmployeeDetails()
        details.name = name
        details.role = role
        details.rights = rights
        details.extension = `extension`
        let saved = try office.store.createEmployee(details, at: Office.morning)
        guard case .saved(let row) = saved else { throw NotHired() }
        id = row.id
        browser = try office.browser(of: row.id)
    }

    func open(_ path: String) -> Reply { browser.open(path) }

    /// Sends a form with the token of this browser's pages.
    func send(_ path: String, _ form: [(String, String)]) -> Reply {
        browser.send(path, pairs: form)
    }

    /// The fields of the settings form as the page sends them unchanged, with some values replaced.
    func settingsForm(_ typed: [String: [String]] = [:]) throws -> [(String, String)] {
        let snapshot = office.store.settings
        var values = TypedSettings(snapshot.settings).values
        for (key, value) in typed { values[key] = value }
        values["version"] = values["version"] ?? ["\(snapshot.version)"]
        return values.sorted { $0.key < $1.key }.flatMap { key, values in
            values.map { (key, $0) }
        }
    }

    /// Saves the settings page with some values replaced.
    func save(_ typed: [String: [String]]) throws -> Reply {
        send("/settings", try settingsForm(typed))
    }
}

private struct NotHired: Error {}

extension Reply {
    /// The text of the page without markup, with single spaces.
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
