/// A row id that cannot be mistaken for the id of another kind of row.
public protocol RowID: Hashable, Comparable, Sendable {
    var value: Int64 { get }
    init(_ value: Int64)
}

extension RowID {
    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

extension Employee {
    public struct ID: RowID {
        public let value: Int64
        public init(_ value: Int64) { self.value = value }
    }
}

extension Client {
    public struct ID: RowID {
        public let value: Int64
        public init(_ value: Int64) { self.value = value }
    }
}

extension Lead {
    public struct ID: RowID {
        public let value: Int64
        public init(_ value: Int64) { self.value = value }
    }
}

extension LeadStatus {
    public struct ID: RowID {
        public let value: Int64
        public init(_ value: Int64) { self.value = value }
    }
}

extension LeadSource {
    public struct ID: RowID {
        public let value: Int64
        public init(_ value: Int64) { self.value = value }
    }
}

extension Call {
    public struct ID: RowID {
        public let value: Int64
        public init(_ value: Int64) { self.value = value }
    }
}

extension MissedCase {
    public struct ID: RowID {
        public let value: Int64
        public init(_ value: Int64) { self.value = value }
    }
}

extension CaseClosing {
    public struct ID: RowID {
        public let value: Int64
        public init(_ value: Int64) { self.value = value }
    }
}
