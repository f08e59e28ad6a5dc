/// The participants of a simulated call.
package struct ScenarioCast: Hashable, Sendable {
    /// The outside number, in any spelling; nil: the scenario's own.
    package var number: String?
    /// Internal numbers of the employees, in the order in which they take part; never empty.
    package let extensions: [String]
    /// The caller's name at Phonet; nil: Phonet knows no name and repeats the number.
    package var contactName: String?
    /// The company's line.
    package var line: String
    /// The account's host.
    package var domain: String
    /// The scheme of recordings' addresses: `https`, or `http` for an account on this machine.
    package var scheme: String

    /// An unknown caller and three employees of an invented company.
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

    /// The extension of the employee at this index; a list that is too short is repeated.
    func `extension`(_ index: Int) -> String { extensions[index % extensions.count] }

    /// The employee at this index.
    func person(_ index: Int) -> SimulatedUser {
        let ext = self.extension(index)
        return SimulatedUser.demoStaff.first { $0.ext == ext }
            ?? SimulatedUser(id: 1000 + index, ext: ext, name: "Співробітник \(ext)")
    }
}
