/// A named stage of a lead.
public struct LeadStatus: Hashable, Sendable {
    public let id: ID
    public var name: String
    public var kind: Kind
    /// Place in lists, from 0.
    public var position: Int
    /// The status of new leads; exactly one status is the default, and it is `active`.
    public var isDefault: Bool

    public init(id: ID, name: String, kind: Kind, position: Int, isDefault: Bool) {
        self.id = id
        self.name = name
        self.kind = kind
        self.position = position
        self.isDefault = isDefault
    }

    /// Only `active` leads exist for telephony; rule R alone looks at `lost` and `junk`.
    public enum Kind: String, CaseIterable, Sendable {
        case active, won, lost, junk
    }
}
