/// Phonet's users beside the company's employees: who is whom, and what taking a user over would
/// change. Nothing here changes anything.
package struct Roster: Hashable, Sendable {
    /// One for each of Phonet's users, in their order.
    package let lines: [Line]
    /// Active employees nobody of Phonet's users is.
    package let absent: [Member]

    /// One of Phonet's users (protocol 3.5).
    package struct User: Hashable, Sendable {
        /// Phonet's own id of the user.
        package let id: String
        package let name: String
        /// The internal number, leading zeros kept.
        package let `extension`: String?
        package let email: String?

        /// Texts are trimmed; empty ones, and what is no address, are none.
        package init(id: String, name: String, extension: String?, email: String?) {
            self.id = id
            self.name = name.trimmed
            self.extension = `extension`?.trimmed.nilIfEmpty
            self.email = email.map(\.trimmed).flatMap { Employee.isEmail($0) ? $0 : nil }
        }
    }

    /// An employee, as far as users are compared with one.
    package struct Member: Hashable, Sendable {
        package let id: Employee.ID
        package let name: String
        package let `extension`: String?
        package let email: String?
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

    /// By what a user was found to be an employee, the surest first.
    package enum Match: String, CaseIterable, Sendable {
        case email, name, `extension`
    }

    /// Why a part of what Phonet says cannot be taken over.
    package enum Obstacle: Hashable, Sendable {
        /// Two of Phonet's users have this address.
        case sharedEmail(with: User)
        /// Two of Phonet's users have this internal number.
        case sharedExtension(with: User)
        /// Another active employee has the internal number, and keeps it.
        case extensionTaken(by: Member)
        /// Another employee has the address.
        case emailTaken(by: Member)
        /// Phonet names no internal number.
        case noExtension
        /// What Phonet names is no internal number: 1…20 digits, `*` and `#`.
        case strangeExtension
        /// The employee is inactive and stays as they are.
        case inactive
        /// Neither a name nor an address nor a number to call a new employee by.
        case nameless
    }

    /// One user and what is proposed for them.
    package struct Line: Hashable, Sendable {
        package let user: User
        /// The employee the user is; nil: nobody, so they may become a new one.
        package let member: Member?
        /// Nil as `member` is.
        package let match: Match?
        /// The internal number the employee would get; nil: it stays as it is.
        package let newExtension: String?
        /// The address the employee would get, who has none; nil: it stays as it is.
        package let newEmail: String?
        package let obstacles: [Obstacle]
        /// Who must be taken over together with this line, because they give up its number.
        package let after: Member?

        /// Taking the line over would write something.
        package var changes: Bool {
            if member == nil { return !obstacles.contains(.nameless) }
            return newExtension != nil || newEmail != nil
        }

        /// Surely meant: found by address or name, or new with a number of their own. A number
        /// alone may have changed hands.
        package var isSure: Bool {
            guard changes else { return false }
            return match.map { $0 != .extension } ?? (newExtension != nil)
        }

        /// The name a new employee would get: the address or the number stands in for a missing one.
        package var newName: String {
            user.name.nilIfEmpty ?? user.email ?? user.extension ?? ""
        }

        /// What the line proposes, from what: as long as this text is the same, so is the line.
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
