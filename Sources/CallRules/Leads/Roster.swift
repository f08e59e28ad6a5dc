/// Matches Phonet's users with the company's employees, and lists what importing each user would
/// change. Writes nothing.
package struct Roster: Hashable, Sendable {
    /// One line for each Phonet user, in their order.
    package let lines: [Line]
    /// Active employees without a Phonet user.
    package let absent: [Member]

    /// A Phonet user (protocol 3.5).
    package struct User: Hashable, Sendable {
        /// Phonet's own id of the user.
        package let id: String
        package let name: String
        /// The internal number, leading zeros kept.
        package let `extension`: String?
        package let email: String?

        /// Trims texts; an empty text and an invalid address become nil.
        package init(id: String, name: String, extension: String?, email: String?) {
            self.id = id
            self.name = name.trimmed
            self.extension = `extension`?.trimmed.nilIfEmpty
            self.email = email.map(\.trimmed).flatMap { Employee.isEmail($0) ? $0 : nil }
        }
    }

    /// The fields of an employee that are compared with users.
    package struct Member: Hashable, Sendable {
        package let id: Employee.ID
        package let name: String
        package let `extension`: String?
        /// Nil: none.
        package let email: String?
        /// False: the employee was switched off; such employees are never changed.
        package let isActive: Bool

        package init(
            id: Employee.ID, name: String, extension: String?, email: String?, isActive: Bool
        ) {
            self.id = id
            self.name = name
            self.extension = `extension`
            self.email = email
            self.isActive = isActive
        }
    }

    /// How a user was matched to an employee, the most certain first.
    package enum Match: String, CaseIterable, Sendable {
        case email, name, `extension`
    }

    /// Reason a value from Phonet cannot be imported.
    package enum Obstacle: Hashable, Sendable {
        /// Two Phonet users have this address.
        case sharedEmail(with: User)
        /// Two Phonet users have this internal number.
        case sharedExtension(with: User)
        /// Another active employee has and keeps the internal number.
        case extensionTaken(by: Member)
        /// Another employee has the address.
        case emailTaken(by: Member)
        /// Phonet names no internal number.
        case noExtension
        /// The text is not an internal number, which has 1…20 digits, `*` and `#`.
        case strangeExtension
        /// The employee is inactive and is not changed.
        case inactive
        /// No name, address or number for a new employee.
        case nameless
    }

    /// One user with the proposed change.
    package struct Line: Hashable, Sendable {
        package let user: User
        /// The matching employee; nil: none, the user may become a new employee.
        package let member: Member?
        /// Nil when `member` is.
        package let match: Match?
        /// The new internal number of the employee; nil: unchanged.
        package let newExtension: String?
        /// The new address of an employee without one; nil: unchanged.
        package let newEmail: String?
        /// Why values of the user are left out; empty: none is.
        package let obstacles: [Obstacle]
        /// The users who must be imported together with this line, because they release its number.
        package let after: Member?

        /// Importing the line would write something.
        package var changes: Bool {
            if member == nil { return !obstacles.contains(.nameless) }
            return newExtension != nil || newEmail != nil
        }

        /// The match is certain: by address or name, or a new employee with a number of their own.
        /// A match by number alone is not certain: numbers are reassigned.
        package var isSure: Bool {
            guard changes else { return false }
            return match.map { $0 != .extension } ?? (newExtension != nil)
        }

        /// The name of a new employee; the address, else the number, replaces a missing name.
        package var newName: String {
            user.name.nilIfEmpty ?? user.email ?? user.extension ?? ""
        }

        /// Everything the proposal depends on, as text: two equal texts are the same proposal.
        package var proposal: String {
            let parts = [
                member.map { "\($0.id.value)" } ?? "new:\(newName)",
                "\(member?.extension ?? "")>\(newExtension ?? "")",
                "\(member?.email ?? "")>\(newEmail ?? "")",
                after.map { "after:\($0.id.value)" } ?? "",
            ]
            return "\(user.id)=" + parts.joined(separator: "|")
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }

    fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
