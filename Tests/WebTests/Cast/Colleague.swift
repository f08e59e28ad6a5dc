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

    /// The fields of a page of the settings as it sends them unchanged, with some values replaced.
    func settingsForm(
        _ typed: [String: [String]] = [:], on topic: SettingTopic
    ) throws -> [(String, String)] {
        let snapshot = office.store.settings
        let keys = Set(topic.keys.map(\.rawValue))
        var values = TypedSettings(snapshot.settings).values.filter { keys.contains($0.key) }
        for (key, value) in typed { values[key] = value }
        values["version"] = values["version"] ?? ["\(snapshot.version)"]
        return values.sorted { $0.key < $1.key }.flatMap { key, values in
            values.map { (key, $0) }
        }
    }

    /// Saves the pages of the settings that have these values; of several answers the first refusal, or
    /// the last. Without values it saves the page of leads as it is.
    func save(_ typed: [String: [String]]) throws -> Reply {
        let topics = SettingTopic.allCases.filter { topic in
            topic.keys.contains { typed[$0.rawValue] != nil || typed["\($0.rawValue)_new"] != nil }
        }
        var last: Reply?
        for topic in topics.isEmpty ? [.leads] : topics {
            let own = typed.filter { key, _ in
                topic.keys.contains { key == $0.rawValue || key == "\($0.rawValue)_new" }
            }
            let reply = send(path(of: topic), try settingsForm(own, on: topic))
            guard reply.status == 303 else { return reply }
            last = reply
        }
        guard let last else { throw NotHired() }
        return last
    }

    /// The path of a page of the settings.
    func path(of topic: SettingTopic) -> String {
        String(PageRoute.settings(topic).path.dropFirst("/gateways/phonetapi".count))
    }

    /// The text of all pages of the settings, in their order.
    var settingsWords: String {
        SettingTopic.allCases.map { open(path(of: $0)).words }.joined(separator: " ")
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
