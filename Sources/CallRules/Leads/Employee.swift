/// A person of the company: the fields that the rules use.
package struct Employee: Hashable, Sendable {
    package let id: ID
    package let name: String
    /// The person's own choice; nil: the language of the settings.
    package let language: Language?

    package init(id: ID, name: String, language: Language?) {
        self.id = id
        self.name = name
        self.language = language
    }

    /// Whether a text can be an internal number: 1…20 digits, `*` and `#`; leading zeros count.
    package static func isExtension(_ text: String) -> Bool {
        (1...20).contains(text.utf8.count) && text.allSatisfy { "0123456789*#".contains($0) }
    }

    /// Whether a text looks like an e-mail address: at most 254 characters, one `@` between others,
    /// no spaces.
    package static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return text.unicodeScalars.count <= 254 && parts.count == 2 && !parts.contains("")
            && !text.contains(where: \.isWhitespace)
    }

    /// What a signed-in employee may see and change, the least first.
    package enum Role: String, CaseIterable, Comparable, Sendable {
        /// Works with calls. What they see of others' work, `Settings.employeesSee` says.
        case employee
        /// Sees everything of the work, changes no settings.
        case supervisor
        /// Sees and changes everything.
        case admin

        package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

        /// The role in a session that gives at most `limit`: whoever has a higher one is an employee
        /// in it.
        package func limited(to limit: Role) -> Role { self > limit ? .employee : self }

        /// Grows with what the role allows.
        private var rank: Int {
            switch self {
            case .employee: 0
            case .supervisor: 1
            case .admin: 2
            }
        }
    }
}
