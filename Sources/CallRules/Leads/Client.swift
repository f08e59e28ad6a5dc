/// An existing customer: the fields that the rules use.
package struct Client: Hashable, Sendable {
    package let id: ID
    package let name: String
    /// Nil: none.
    package let company: String?
    /// The client admins who are active, in their order.
    package let admins: [Employee]

    package init(id: ID, name: String, company: String?, admins: [Employee]) {
        self.id = id
        self.name = name
        self.company = company
        self.admins = admins
    }
}
