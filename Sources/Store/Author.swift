import CallRules

/// Where a request came from.
package struct ClientInfo: Hashable, Sendable {
    /// The address the web server saw; empty for a command on the machine itself.
    package let sourceIP: String
    /// User-Agent of the browser: at most 200 characters, control characters removed.
    package let browser: String

    /// Cuts `browser` to 200 characters and removes its control characters.
    package init(sourceIP: String, browser: String) {
        self.sourceIP = sourceIP
        self.browser = String(
            String.UnicodeScalarView(
                browser.unicodeScalars.lazy.filter { $0.properties.generalCategory != .control }
                    .prefix(200)))
    }

    /// A command of the operator, on the machine itself.
    package static let machine = ClientInfo(sourceIP: "", browser: "")
}

/// The author of an action, as the audit stores it.
package struct Author: Hashable, Sendable {
    /// The name at the time of the action; employees may be renamed and deleted later.
    package let name: String
    /// Nil: an API token or a command of the operator.
    package let employee: Employee.ID?
    /// Nil: an employee or a command of the operator.
    package let token: APITokenRow.ID?
    /// The address and browser of the request; `machine` for a command.
    package let origin: ClientInfo
    /// What they see: what they do not see, they do not change. Programs and commands see everything.
    package let viewer: Viewer

    package init(name: String, employee: Employee.ID? = nil, origin: ClientInfo) {
        self.name = name
        self.employee = employee
        token = nil
        self.origin = origin
        viewer = .program
    }

    /// The CRM, through the JSON API.
    package init(token id: APITokenRow.ID, name: String, from origin: ClientInfo) {
        self.name = name
        employee = nil
        token = id
        self.origin = origin
        viewer = .program
    }

    /// A person who is signed in.
    package init(_ session: SessionRow, seeing viewer: Viewer, from origin: ClientInfo) {
        name = session.employee.details.name
        employee = session.employee.id
        token = nil
        self.origin = origin
        self.viewer = viewer
    }

    init(_ employee: EmployeeRow, from origin: ClientInfo) {
        self.init(name: employee.details.name, employee: employee.id, origin: origin)
    }

    /// A command of the operator, on the machine itself.
    package static let command = Author(name: "phonet-gateway", origin: .machine)
}
