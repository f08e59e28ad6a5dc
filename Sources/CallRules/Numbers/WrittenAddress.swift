/// The part of a text in which a telephone number may stand: `101` of
/// `"Office" <sip:101@pbx.example>`, of `SIP/101-0000001a` and of `Local/101@phones-00000001;1`.
struct WrittenAddress {
    enum Kind {
        case none
        /// A channel of a telephone exchange (Asterisk, FreeSWITCH): it may name an internal phone,
        /// never an outside number.
        case phoneOfChannel
        /// An e-mail address or the like: its digits are no number.
        case noNumber
    }

    let kind: Kind
    let number: Substring.UnicodeScalarView

    /// Technologies whose channels are written `NAME/…`.
    private static let technologies: Set<String> = [
        "agent", "alsa", "asyncgoto", "audiosocket", "bluetooth", "bridge", "capi", "console",
        "dahdi", "dgv", "dongle", "freetdm", "gtalk", "h323", "iax", "iax2", "jingle", "khomp",
        "local", "loopback", "mgcp", "misdn", "modem", "motif", "multicastrtp", "nbs", "ooh323",
        "openzap", "oss", "parked", "pjsip", "portaudio", "quectel", "recorder",
        "rtc", "sccp", "simcom", "sip", "skinny", "skypopen", "snoop", "sofia", "surrogate",
        "unicastrtp", "unistim", "usbradio", "vpb", "verto", "verto.rtc", "websocket", "woomera",
        "zap",
    ]

    init(_ text: String) {
        var scalars = text[...].unicodeScalars
        guard
            text.utf8.contains(where: {
                $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "/")
            })
        else {
            (kind, number) = (.none, scalars)
            return
        }
        if let opening = scalars.lastIndex(of: "<") {
            scalars = scalars[scalars.index(after: opening)...]
        }
        if let phone = WrittenAddress.phoneOfChannel(scalars) {
            (kind, number) = (.phoneOfChannel, phone)
            return
        }
        guard let host = scalars.firstIndex(of: "@") else {
            (kind, number) = (.none, scalars)
            return
        }
        var user = scalars[..<host]
        var isMail = false
        if let colon = user.lastIndex(of: ":") {
            isMail = String(user[..<colon]).lowercased().hasSuffix("mailto")
            user = user[user.index(after: colon)...]
        }
        // RFC 3261, 19.1.1: parameters of the user part follow its first semicolon.
        let name = user.prefix { $0 != ";" }
        (kind, number) = (
            isMail || name.contains(where: WrittenDigits.isLetter) ? .noNumber : .none, user
        )
    }

    /// `101` of `SIP/101-0000001a`, `Local/101@phones`, `sofia/internal/101@10.0.0.1`; nil when the
    /// text is no channel.
    private static func phoneOfChannel(
        _ scalars: Substring.UnicodeScalarView
    ) -> Substring.UnicodeScalarView? {
        let text = scalars.drop { $0.properties.isWhitespace || $0 == "\"" || $0 == "'" }
        guard let slash = text.firstIndex(of: "/") else { return nil }
        let technology = text[..<slash]
        guard technology.count <= 12, technology.allSatisfy(\.isASCII) else { return nil }
        let rest = text[text.index(after: slash)...]
        guard technologies.contains(String(technology).lowercased()) || hasChannelEnd(rest),
            technology.contains(where: WrittenDigits.isLetter)
        else { return nil }
        var phone = rest.prefix { $0 != "@" }
        if let last = phone.lastIndex(of: "/") { phone = phone[phone.index(after: last)...] }
        return phone.prefix { $0 != "-" }
    }

    /// Whether the text ends as Asterisk's channels do: `-` and eight hexadecimal digits, `;1` or
    /// `;2` behind them in local channels.
    private static func hasChannelEnd(_ text: Substring.UnicodeScalarView) -> Bool {
        let name = text.prefix { $0 != ";" }
        return name.dropLast(8).last == "-"
            && name.suffix(8).allSatisfy { $0.isASCII && $0.properties.isASCIIHexDigit }
    }
}
