/// A named kind of calls, which people choose for a call. Administrators edit the list.
package struct CallCategory: Hashable, Sendable {
    package let id: ID
    package var name: String
    /// Place in lists, from 0.
    package var position: Int

    package init(id: ID, name: String, position: Int) {
        self.id = id
        self.name = name
        self.position = position
    }
}
