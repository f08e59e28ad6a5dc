import CallRules
import Foundation
import HTTPTypes
import TestSupport

@testable import Store
@testable import Web

extension Office {
    static let olena = Employee.ID(1)
    static let taras = Employee.ID(2)
    static let marko = Employee.ID(3)

    /// Creates Olena (101), an administrator, and the employees Taras (102) and Marko (103).
    func hirePeople() throws {
        for (name, number, role) in [
            ("Олена Гайова", "101", Employee.Role.admin), ("Тарас Левченко", "102", .employee),
            ("Марко Дубовик", "103", .employee),
        ] {
            var details = EmployeeDetails()
            details.name = name
            details.extension = number
            details.email = "\(number)@vitryla.example"
            details.role = role
            _ = try store.createEmployee(details, at: Office.morning)
        }
    }

    private static func session(of employee: Employee.ID) -> String {
        "the-session-of-\(employee.value)-that-nobody-else-knows"
    }

    /// Sends a form of a signed-in employee on another thread.
    func send(
        _ path: String, _ values: [String: String], as employee: Employee.ID,
        in group: DispatchGroup
    ) {
        let secret = Office.session(of: employee)
        var form = values
        form[FormToken.field] = FormToken.of(secret)
        let body = Browser.encoded(form)
        DispatchQueue.global().async(group: group) {
            _ = self.ask(
                .post, path, body, token: nil, type: "application/x-www-form-urlencoded",
                fields: [.cookie: "__Host-phonet_gateway=\(secret)"])
        }
    }

    /// Signs an employee in and returns the browser.
    func browser(of employee: Employee.ID) throws -> Browser {
        let secret = Office.session(of: employee)
        try store.write(.system(at: Instant(milliseconds: 0))) { transaction in
            try PasswordTable.set("a hash", of: employee, at: Office.morning, transaction.db)
            let newSession = NewSession(
                session: Secret.hash(secret), device: Secret.hash("device of " + secret),
                oldSession: nil, oldDevice: nil,
                origin: ClientInfo(sourceIP: "203.0.113.7", browser: "Story"))
            _ = try SessionTable.open(
                for: employee, newSession, at: Office.morning, transaction.db)
        }
        let browser = Browser(self)
        browser.take("__Host-phonet_gateway", secret)
        return browser
    }
}

extension Reply {
    /// The path of the redirect without the prefix; nil: no redirect.
    var place: String? {
        fields[.location].map { String($0.dropFirst("/gateways/phonetapi".count)) }
    }

    /// The value of a hidden field; nil: the page has no such field.
    func hidden(_ name: String) -> String? {
        guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" }).unescaped
    }
}

extension String {
    /// The text with HTML entities decoded.
    var unescaped: String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .reduce(self) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }
}
