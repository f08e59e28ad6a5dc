/// A row id that cannot be mistaken for the id of another kind of row.
package protocol RowID: Hashable, Comparable, Sendable {
    var value: Int64 { get }
    init(_ value: Int64)
}

extension RowID {
    package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

extension Employee {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}

extension Client {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}

extension Lead {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}

extension LeadStatus {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}

extension LeadSource {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}

extension Call {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}

extension MissedCase {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}

extension CaseClosing {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}

extension CallCategory {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}
