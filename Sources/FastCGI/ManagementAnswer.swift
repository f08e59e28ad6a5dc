/// Answers to records that belong to no request (FastCGI 1.0 §4).
enum ManagementAnswer {
    /// Returns the answer to a record. Of the three variables of FCGI_GET_VALUES, only whether connections
    /// are multiplexed is told; a record of another type is answered FCGI_UNKNOWN_TYPE.
    ///
    /// - Parameter content: of the record, when it is FCGI_GET_VALUES.
    /// - Returns: nil when the content is no sequence of pairs.
    static func bytes(to record: RecordHeader, _ content: [UInt8]) -> [UInt8]? {
        guard record.kind == RecordKind.values else {
            return WrittenRecord.bytes(
                RecordKind.unknown, 0, [record.kind] + [UInt8](repeating: 0, count: 7))
        }
        let name = Array("FCGI_MPXS_CONNS".utf8)
        var pairs = NameValuePairs()
        var isAsked = false
        while pairs.index < content.count {
            let next = content.withUnsafeBytes { pairs.next(in: $0) }
            guard case .pair(let asked, _) = next else { return nil }
            isAsked = isAsked || content[asked].elementsEqual(name)
        }
        let known: [UInt8] = [UInt8(name.count), 1] + name + [UInt8(ascii: "0")]
        return WrittenRecord.bytes(RecordKind.valuesResult, 0, isAsked ? known : [])
    }
}
