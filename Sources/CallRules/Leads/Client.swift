/// An existing customer, as the rules see one.
public struct Client: Hashable, Sendable {
    public let id: ID
    public let name: String
    public let company: String?
    /// The client admins who are active, in their order.
    public let admins: [Employee]

    public init(id: ID, name: String, company: String?, admins: [Employee]) {
        self.id = id
        self.name = name
        self.company = company
        self.admins = admins
    }
}
