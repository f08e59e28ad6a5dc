extension Call {
    /// Internal numbers of the employees who talked, the first who answered first.
    package var answererExtensions: [String] {
        let told = record?.transferExtensions ?? []
        let answered = legs.filter(\.isAnswered).sorted { left, right in
            (left.bridgeAt ?? .distantFuture, left.uuid)
                < (right.bridgeAt ?? .distantFuture, right.uuid)
        }
        return told + answered.compactMap { $0.partyKnown?.userExtension }
    }
}
