/// Who takes part in a simulated call.
package struct ScenarioCast: Hashable, Sendable {
    /// The outside number, in any spelling; nil leaves it to the scenario.
    package var number: String?
    /// Internal numbers of the employees, in the order they come in; never empty.
    package let extensions: [String]
    /// What Phonet knows of the caller; it repeats the number where it knows no name.
    package var contactName: String?
    /// The company's own number.
    package var line: String
    /// The account's host.
    package var domain: String
    /// How the addresses of recordings begin: `https`, or `http` of an account on this machine.
    package var scheme: String

    /// A caller nobody knows and three employees of an invented company.
    package init(
        number: String? = nil, extensions: [String] = [], contactName: String? = nil,
        line: String = "+380440000777", domain: String = "vitryla-demo.phonet.com.ua",
        scheme: String = "https"
    ) {
        self.number = number
        self.extensions = extensions.isEmpty ? ["101", "102", "103"] : extensions
        self.contactName = contactName
        self.line = line
        self.domain = domain
        self.scheme = scheme
    }

    /// The nth employee's; a short list starts again.
    func `extension`(_ index: Int) -> String { extensions[index % extensions.count] }

    /// The nth employee.
    func person(_ index: Int) -> SimulatedUser {
        let ext = self.extension(index)
        return SimulatedUser.staff.first { $0.ext == ext }
            ?? SimulatedUser(id: 1000 + index, ext: ext, name: "Працівник \(ext)")
    }
}
