import CallRules
import JSONText

/// A user of the company's Phonet account (protocol 3.5).
package struct PhonetUser: Hashable, Sendable {
    /// Phonet's id of the user.
    package let id: String
    /// The name as Phonet's administrator wrote it.
    package let displayName: String?
    /// The internal number, leading zeros kept.
    package let ext: String?
    /// The e-mail address as Phonet has it, unchecked; nil: none.
    package let email: String?

    /// Makes a user of these values.
    package init(id: String, displayName: String?, ext: String?, email: String?) {
        self.id = id
        self.displayName = displayName
        self.ext = ext
        self.email = email
    }
}

extension PhonetUser {
    /// Nil when the object has no id.
    init?(_ json: JSON) {
        guard let id = json["id"]?.text() else { return nil }
        self.init(
            id: id, displayName: json["displayName"]?.text().map(ContactName.cut),
            ext: json["ext"]?.text() ?? json["code"]?.text(), email: json["email"]?.text())
    }

    /// The REST path of the users.
    static let path = "/rest/users"

    /// Reads the users of an answer; of entries with the same id only one is kept.
    static func listed(_ answer: JSON) -> Result<[PhonetUser], PhonetError> {
        Listing.items(answer, named: "users").map { items in
            var seen: Set<String> = []
            return items.compactMap(PhonetUser.init).filter { seen.insert($0.id).inserted }
        }
    }
}
