import JSONText

extension OpenAPI {
    /// The operations and schemas of one part of the API.
    struct Section: Sendable {
        var tag = ""
        var operations: [Operation] = []
        let schemas: Members

        /// The members of `paths`, in the order of the operations.
        var paths: [(String, JSON)] {
            var names: [String] = []
            for operation in operations where !names.contains(operation.path) {
                names.append(operation.path)
            }
            return names.map { name in
                let methods = operations.filter { $0.path == name }
                    .map { ($0.method.rawValue, $0.json(tag: tag)) }
                let id = [("parameters", JSON.list([Parameter.id.json]))]
                return (name, .object((name.contains("{id}") ? id : []) + methods))
            }
        }
    }
}
