import JSONText

/// A user, group or voice menu of the simulated account (protocol 2.8, 3.5).
package struct SimulatedUser: Hashable, Sendable {
    /// Its id at Phonet.
    package let id: Int
    /// Internal number, leading zeros kept.
    package let ext: String
    /// The name that Phonet's administrator gave it.
    package let name: String
    /// Nil: Phonet's administrator entered none.
    package let email: String?
    /// `leg.type`: 1 user, 2 group, 4 voice menu.
    package let type: Int

    /// A user with these values.
    package init(id: Int, ext: String, name: String, email: String? = nil, type: Int = 1) {
        self.id = id
        self.ext = ext
        self.name = name
        self.email = email
        self.type = type
    }

    /// The employees of the invented company.
    package static let staff = [
        SimulatedUser(
            id: 41, ext: "101", name: "Олена Гайова", email: "olena.haiova@vitryla.example"),
        SimulatedUser(
            id: 42, ext: "102", name: "Тарас Левченко", email: "taras.levchenko@vitryla.example"),
        SimulatedUser(id: 57, ext: "103", name: "Марко Дубовик"),
    ]

    /// The group of all phones.
    static let sales = SimulatedUser(id: 7, ext: "500", name: "Відділ продажу", type: 2)

    /// The JSON as `leg` of an event or a CDR.
    var side: JSON {
        .object([
            ("id", .number(id)), ("type", .number(type)), ("displayName", .string(name)),
            ("ext", .string(ext)),
        ])
    }

    /// The JSON in the list of users.
    var listing: JSON {
        .object([
            ("id", .number(id)), ("displayName", .string(name)), ("ext", .string(ext)),
            ("email", .text(email)),
        ])
    }
}
