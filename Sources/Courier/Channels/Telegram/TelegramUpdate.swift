import JSONText

/// Something that a person did in a conversation with the bot (core.telegram.org/bots/api#update).
enum TelegramUpdate: Hashable {
    /// A message in a private conversation.
    case message(chat: Int64, name: String, text: String)
    /// A button was pressed.
    case pressed(query: String, chat: Int64, message: Int64, data: String)
    /// Anything else, such as a message in a group.
    case other

    /// The number of an update and what it is; nil: it has no number.
    static func read(_ json: JSON) -> (number: Int64, update: TelegramUpdate)? {
        guard case .integer(let number)? = json["update_id"] else { return nil }
        return (number, TelegramUpdate(json))
    }

    private init(_ json: JSON) {
        self = .other
        if let message = json["message"], message["chat"]?["type"] == .string("private"),
            case .integer(let chat)? = message["chat"]?["id"],
            case .string(let text)? = message["text"]
        {
            self = .message(chat: chat, name: TelegramUpdate.name(message["from"]), text: text)
        }
        if let query = json["callback_query"], case .string(let id)? = query["id"],
            case .integer(let chat)? = query["message"]?["chat"]?["id"],
            case .integer(let message)? = query["message"]?["message_id"],
            case .string(let data)? = query["data"]
        {
            self = .pressed(query: id, chat: chat, message: message, data: data)
        }
    }

    /// `@user`, else the first and the last name.
    private static func name(_ from: JSON?) -> String {
        if case .string(let user)? = from?["username"] { return "@\(user)" }
        let names = ["first_name", "last_name"].compactMap { key -> String? in
            guard case .string(let name)? = from?[key] else { return nil }
            return name
        }
        return names.joined(separator: " ")
    }
}
