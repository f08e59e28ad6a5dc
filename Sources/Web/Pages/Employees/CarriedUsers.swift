import CallRules
import JSONText
import Phonet

/// Phonet's users as hidden fields of the preview, so that the confirmation saves what was shown
/// without asking Phonet again.
enum HiddenUsers {
    /// The most users in one form.
    static let limit = 1000

    static func text(_ users: [Roster.User]) -> String {
        let list = users.map { user in
            JSON.list([
                .string(user.id), .string(user.name), .text(user.extension), .text(user.email),
            ])
        }
        return String(decoding: JSON.list(list).bytes, as: UTF8.self)
    }

    /// Reads the field; nil when it was not written by a preview.
    static func users(_ text: String) -> [Roster.User]? {
        guard let json = try? JSON.read(Array(text.utf8), .strict), case .list(let items) = json,
            items.count <= limit
        else { return nil }
        let users = items.compactMap { item -> Roster.User? in
            guard case .list(let parts) = item, parts.count == 4,
                case .string(let id) = parts[0], case .string(let name) = parts[1]
            else { return nil }
            return Roster.User(
                id: id, name: name, extension: string(parts[2]), email: string(parts[3]))
        }
        return users.count == items.count ? users : nil
    }

    private static func string(_ value: JSON) -> String? {
        if case .string(let text) = value { text } else { nil }
    }
}

extension Roster.User {
    /// A user as the REST client returns it.
    init(_ user: PhonetUser) {
        self.init(
            id: user.id, name: user.displayName ?? "", extension: user.ext, email: user.email)
    }
}
