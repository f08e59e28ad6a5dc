import HTTPTypes

/// Entity tags of records: `"7"` is version 7 (RFC 9110 §8.8.3).
enum EntityTags {
    /// The versions of a list of tags. A weak tag counts too, because web servers may weaken tags on the way;
    /// what is no version of ours is left out.
    static func versions(_ field: String) -> Set<Int64> {
        Set(
            field.split(separator: ",").compactMap { part in
                var tag = part.drop(while: \.isWhitespace)
                while tag.last?.isWhitespace == true { tag.removeLast() }
                if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
                guard tag.count >= 2, tag.first == "\"", tag.last == "\"" else { return nil }
                return Int64(tag.dropFirst().dropLast())
            })
    }
}

extension Answer {
    /// The answer with the version of its record as `ETag`.
    func versioned(_ version: Int64?) -> Answer {
        guard let version else { return self }
        var answer = self
        answer.fields[.eTag] = "\"\(version)\""
        return answer
    }

    /// 304 when the client has this version already (`If-None-Match`).
    func unless(_ field: String?) -> Answer {
        guard status == .ok, let field, let tag = fields[.eTag] else { return self }
        let known =
            field == "*" || !EntityTags.versions(field).isDisjoint(with: EntityTags.versions(tag))
        guard known else { return self }
        var answer = Answer(status: .notModified, fields: fields, body: .empty)
        answer.fields[.contentType] = nil
        return answer
    }
}
