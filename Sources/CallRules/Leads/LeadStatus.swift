/// A status of leads.
package struct LeadStatus: Hashable, Sendable {
    package let id: ID
    package var name: String
    /// What the status means to the rules.
    package var kind: Kind
    /// Place in lists, from 0.
    package var position: Int
    /// The status of new leads; exactly one status is the default, and it is `active`.
    package var isDefault: Bool

    package init(id: ID, name: String, kind: Kind, position: Int, isDefault: Bool) {
        self.id = id
        self.name = name
        self.kind = kind
        self.position = position
        self.isDefault = isDefault
    }

    /// The rules use only `active` leads; rule R also reads `lost` and `junk`.
    package enum Kind: String, CaseIterable, Sendable {
        case active, won, lost, junk
    }
}
