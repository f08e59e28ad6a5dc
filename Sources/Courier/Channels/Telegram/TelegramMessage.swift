import CallRules
import JSONText
import Store

/// The text and the buttons of one message.
struct TelegramMessage {
    private let text: String
    private let buttons: [(LocalizedText, TelegramButton)]
    private let language: Language
    private let isSilent: Bool

    /// - Parameter hidesNumbers: whether the middle digits of phone numbers are hidden.
    init(_ delivery: Delivery, hidesNumbers: Bool) {
        language = delivery.language
        guard case .notice(let notice) = delivery.content else {
            text = TelegramStrings.trial.text(language)
            (buttons, isSilent) = ([], false)
            return
        }
        let words = NoticeText(notice, language, hidesNumbers: hidesNumbers)
        text = "\(words.title)\n\(words.body)"
        isSilent = notice.news == .answered || notice.news == .talking
        guard notice.news == .missed, let id = delivery.noticeID else {
            buttons = []
            return
        }
        let back: [(LocalizedText, TelegramButton)] =
            notice.number.dialled == nil ? [] : [(TelegramStrings.callBack, .callBack(id))]
        buttons = back + [(CommonStrings.close, .close(id))]
    }

    /// The parameters of `sendMessage` but the conversation.
    var parameters: [(String, JSON)] {
        var parameters: [(String, JSON)] = [
            ("text", .string(text)), ("disable_notification", .truth(isSilent)),
        ]
        if !buttons.isEmpty {
            let row = buttons.map { words, button in
                JSON.object([
                    ("text", .string(words.text(language))),
                    ("callback_data", .string(button.data)),
                ])
            }
            parameters.append(
                ("reply_markup", .object([("inline_keyboard", .list([.list(row)]))])))
        }
        return parameters
    }
}

/// A button under a message, and the notice it is about.
enum TelegramButton: Hashable {
    case callBack(Int64)
    case close(Int64)

    /// What Telegram returns when it is pressed; at most 64 bytes.
    var data: String {
        switch self {
        case .callBack(let notice): "call \(notice)"
        case .close(let notice): "close \(notice)"
        }
    }

    /// Nil: this gateway has no such button.
    init?(_ data: String) {
        let parts = data.split(separator: " ")
        guard parts.count == 2, let notice = Int64(parts[1]) else { return nil }
        switch parts[0] {
        case "call": self = .callBack(notice)
        case "close": self = .close(notice)
        default: return nil
        }
    }
}
