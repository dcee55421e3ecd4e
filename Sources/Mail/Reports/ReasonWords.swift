/// Words by which servers say why: rows in the order in which they are asked, the first that holds decides.
enum ReasonWords {
    /// A row: a class, and phrases of which one must stand in the text.
    struct Row: Sendable {
        let bounceClass: BounceClass
        let phrases: [String]
        /// Whether the row is about refusals for now alone.
        var isTransient = false

        func holds(_ text: FoldedText, _ status: EnhancedStatus?) -> Bool {
            guard !isTransient || status?.classDigit == 4 else { return false }
            return text.holds(phrases)
        }
    }

    /// Words that leave no doubt, whatever the code.
    static let plain: [Row] = [
        // “Recipient address rejected: Greylisted” is no refusal of the recipient.
        Row(
            bounceClass: .greylisted,
            phrases: [
                "greylist", "graylist", "grey list", "gray list", "grey-list", "gray-list", "postgrey",
                "серый список",
                "серого списка",
            ]
        ),
        // Of the letter, not of the mailbox.
        Row(
            bounceClass: .tooLarge,
            phrases: [
                "message size exceed", "message exceeds", "message too large", "message too big",
                "message is too large",
                "message is too big", "message is larger", "message was too large", "message was too big",
                "max message size", "maximum message size", "message file too big", "message length exceed",
                "message size is too", "message size limit", "message larger than", "exceeds fixed maximum",
                "too large to send", "maximum size", "size of the message", "size limit for messages",
                "mail size exceed",
                "message content is too", "email is too large", "message header size",
                "exceeds the size limit",
                "exceeded maximum inbound message size", "exceeds maximum size",
                "larger than the current system limit",
                "письмо слишком велико", "письмо слишком большое", "размер письма превышает",
                "message trop volumineux",
                "nachricht ist zu groß", "nachricht zu groß", "message too long", "msgsize", "sizelimit",
            ]
        ),
        Row(
            bounceClass: .full,
            phrases: [
                "mailbox full", "mailbox is full", "mailbox was full", "mailbox is currently full",
                "mail box full", "mailbox size limit",
                "mailbox limit exceeded", "mailfull", "account full", "account is full", "inbox is full",
                "inbox full", "folder is full",
                "over quota", "overquota", "over the quota", "over his quota", "over its quota",
                "over their quota", "over disk quota",
                "exceeded quota", "exceeds quota", "quota exceed", "quota is exceed", "quota was exceed",
                "quota violation",
                "quota has been exceed", "exceeded the quota", "exceed mailbox quota", "exceeded his",
                "exceeded its quota",
                "exceeded their quota", "exceeded mailbox", "exceeded the maximum mailbox",
                "exceeded the mailbox", "quota full",
                "insufficient quota", "storage quota", "disk quota", "mailbox quota", "mailbox has exceeded",
                "out of quota",
                "exceeded storage allocation", "exceed storage", "exceeded storage", "storage limit",
                "out of storage",
                "not enough storage space", "not enough space", "mailbox space", "mailbox over",
                "mailbox is over", "mailbox exceeds",
                "mailbox would exceed", "would exceed", "too much mail data",
                "has too many messages on the server",
                "recipient storage full", "no space left in", "run out of space", "user has exhausted",
                "mail folder is full",
                "user has too many messages", "full mailbox", "disk usage exceeded", "diskspace quota",
                "ящик переполнен", "ящик получателя переполнен", "переполнен", "превышена квота",
                "квота превышена",
                "postfach ist voll", "postfach voll", "mailbox ist voll", "boîte pleine", "boite pleine",
                "messagerie pleine",
                "boîte aux lettres pleine", "buzón lleno", "buzon lleno", "casella piena", "skrzynka pełna",
                "caixa cheia",
            ]
        ),
        // About ourselves, though they speak of domains that do not exist.
        Row(
            bounceClass: .policy,
            phrases: [
                "sender address rejected", "sender verify failed", "sender verification failed",
                "domain of sender",
                "sender domain", "sender's domain", "senders domain", "sending domain",
                "envelope sender domain", "return path domain",
                "reverse dns", "reverse-dns", "rdns", "ptr record", "no ptr", " ptr ", "helo", "ehlo",
                "client host rejected",
                "cannot find your hostname", "your hostname", "fix your dns", "from address is invalid",
            ]
        ),
        Row(
            bounceClass: .domainGone,
            phrases: [
                "host unknown", "unknown host", "host not found", "no such host", "unknown domain",
                "domain not found", "domain unknown",
                "no such domain", "domain name not found", "domain does not exist", "domain doesn't exist",
                "domain not exist",
                "domain is not found", "unrouteable mail domain", "unroutable mail domain",
                "unrouteable domain", "no mx",
                "null mx", "nullmx", "does not accept mail", "doesn't accept mail", "does not accept email",
                "does not receive mail",
                "nxdomain", "non-existent domain", "nonexistent domain", "non-existent host",
                "no valid hosts", "invalid domain",
                "bad destination host", "bad destination system", "illegal host/domain",
                "couldn't find any host",
                "couldn't find a mail exchanger", "could not find any host", "unable to find host",
                "can't find host", "cannot find host",
                "no dns", "dns domain does not exist", "domain has expired", "domain lookup failed",
                "lookup of domain failed",
                "all relevant mx records point to non-existent", "no mail hosts for domain",
                "could not be found. please check",
                "name or service not known", "domain couldn't be found", "domain could not be found",
                "the domain name is invalid",
                "wasn't able to find the domain", "unable to resolve", "could not resolve", "cannot resolve",
                "can't resolve",
                "host name lookup failure", "name server: host not found", "domain not valid", "invalid host",
                "домен не найден", "домен не существует", "домена не существует", "узел не найден",
                "unbekannte domain",
                "domaine inconnu", "domaine n'existe pas", "not a valid domain",
                "address does not exist in dns",
            ]
        ),
        Row(
            bounceClass: .policy,
            phrases: [
                "spamhaus", "spamcop", "blacklist", "black list", "blocklist", "block list", "blocked using",
                "dnsbl", " rbl", "rbl.",
                "barracudacentral", "sorbs", "spamrats", "uceprotect", "proofpoint.com/dnsbl", "blocked list",
                "your ip", "ip address is", "poor reputation", "bad reputation", "low reputation",
                "reputation",
                " spf", "dkim", "dmarc", "sender policy framework", "relay access denied", "relaying denied",
                "relaying not",
                "relay denied", "relay not permitted", "not permitted to relay", "unable to relay",
                "cannot relay", "we do not relay",
                "relaying to", "not a gateway", "relay is not", "allowed rcpthosts", "rate limit",
                "ratelimit", "rate exceeded",
                "too many connections", "too many messages", "too many emails", "too many recipients",
                "throttl", "exceeded the limit",
                "authentication required", "authentication is required", "must authenticate",
                "not authenticated",
                "unauthenticated", "banned", "blocked by", "is blocked", "been blocked", "blocked for",
                "administratively prohibited",
                "administrative prohibition", "not authorized", "not authorised", "not allowed to send",
                "not permitted to send",
                "must issue a starttls", "tls required", "encryption", "virus", "malware", "infected",
                "executable",
                "attachment type", "banned content", "policy reasons", "local policy", "security policy",
                "policy violation",
                "due to policy", "violates policy", "policy restriction", "denied by policy", "restricted",
                "permission",
                "чёрном списке", "черном списке", "чёрный список", "черный список", "заблокирован",
            ]
        ),
        Row(
            bounceClass: .spam,
            phrases: [
                "unsolicited", "junk mail", "junkmail", "bulk mail", "looks like spam", "considered spam",
                "as spam", "is spam",
                "spam message", "spam content", "spam detected", "spam-like", "suspicion of spam",
                "spamassassin", "spam score",
                "spam filter", "spam mail", "detected as spam", "message content rejected",
                "content rejected", "phish", "uribl", "surbl",
                "suspicious", "похоже на спам", "признано спамом", "спам",
            ]
        ),
        Row(
            bounceClass: .noSuchMailbox,
            phrases: [
                "user unknown", "unknown user", "no such user", "no such mailbox", "no such recipient",
                "no such address",
                "no such account", "no such local user", "no such person", "no such email", "user not found",
                "user is not found", "mailbox not found",
                "mailbox does not exist", "mailbox doesn't exist", "account does not exist",
                "user does not exist", "user doesn't exist",
                "recipient does not exist", "address does not exist", "address doesn't exist",
                "that you tried to reach does not exist",
                "doesn't have a", "no mailbox here", "no mailbox by that name", "mailbox by that name",
                "invalid recipient", "invalid mailbox",
                "invalid user", "invalid address", "unknown recipient", "recipient unknown",
                "recipient not found",
                "recipient invalid", "recipient is unknown", "address unknown", "unknown address",
                "addressee unknown", "mailbox unknown",
                "unknown mailbox", "unknown account", "account unknown", "unknown local part",
                "unknown local-part", "account not found", "not a valid mailbox",
                "not a valid user", "not a valid recipient", "not a known user", "not our customer",
                "not a user here", "isn't a user",
                "not listed in", "unrouteable address", "unroutable address", "bad destination mailbox",
                "undeliverable address",
                "recipnotfound", "recipientnotfound", "no longer valid", "no longer available",
                "no longer active", "no longer exists",
                "no longer in use", "no longer on server", "no longer works", "no longer an employee",
                "no longer employed",
                "no account by that name", "no user", "does not like recipient", "not exist",
                "user terminated",
                "mailbox disabled", "mailbox is disabled", "mailbox has been disabled", "account disabled",
                "account is disabled",
                "account has been disabled", "account that you tried to reach is disabled", "user disabled",
                "user is disabled", "account inactive",
                "account is inactive", "mailbox is inactive", "inactive user", "user is inactive",
                "mailbox inactive", "is not active",
                "account suspended", "user suspended", "account deactivated", "deactivated", "account closed",
                "account is closed", "account expired",
                "address is no longer", "mailbox is closed", "mailbox closed", "mailbox locked",
                "mailbox unavailable or access denied",
                "recipient address rejected: access denied", "recipient rejected",
                "email address could not be found", "couldn't be found",
                "wasn't found at", "could not be found", "was not found", "address couldn't be found",
                "has moved", "no account",
                "unknown or illegal alias", "ambiguous", "user_unknown", "user-unknown", "this user doesn't",
                "this user does not",
                "такого пользователя", "пользователь не найден", "ящик не найден", "ящика не существует",
                "адрес не существует",
                "адрес не найден", "ящик не существует", "пользователь неизвестен",
                "неизвестный пользователь", "ящик отключён", "ящик отключен",
                "empfänger unbekannt", "benutzer unbekannt", "unbekannter empfänger", "adresse unbekannt",
                "existiert nicht",
                "utilisateur inconnu", "destinataire inconnu", "adresse inconnue", "n'existe pas",
                "usuario desconocido", "no existe",
                "non esiste", "utente sconosciuto", "destinatario sconosciuto", "usuário desconhecido",
                "não existe", "nie istnieje",
            ]
        ),
        // Nobody refused anything: nobody answered.
        Row(
            bounceClass: .unknown,
            phrases: [
                "connection refused", "connection timed out", "connection reset", "connection was dropped",
                "timed out", "no route to host",
                "network is unreachable", "could not connect", "couldn't connect", "unable to connect",
                "did not respond", "not responding",
                "insufficient system", "out of memory", "loops back", "mail loop", "routing loop",
                "too many hops", "local configuration error",
            ]
        ),
        // Refusals for now, in the words of those who mean a grey list and do not say so.
        Row(
            bounceClass: .greylisted,
            phrases: [
                "come back later", "try again later", "please try later", "try again in", "retry later",
                "not yet authorized",
                "try later", "you are not yet", "first time",
            ],
            isTransient: true
        ),
    ]

    /// Words that may mean anything, where no code helps.
    static let vague: [Row] = [
        Row(
            bounceClass: .noSuchMailbox,
            phrases: [
                "mailbox unavailable", "unknown", "address rejected", "bad address", "invalid", "not known",
                "unbekannt", "inconnu",
                "неизвест", "desconocid", "not valid",
            ]
        ),
        Row(bounceClass: .spam, phrases: [" spam"]),
        Row(
            bounceClass: .policy,
            phrases: [
                "access denied", "blocked", "not allowed", "denied", "prohibited", "refused by", "policy",
                "rejected", "unacceptable",
            ]
        ),
    ]

    /// The server gave up by itself.
    static let expired = [
        "expired", "retry time", "retry timeout", "too long", "giving up", "gave up", "delivery time",
        "been in queue", "retries",
        "time limit", "could not be delivered for", "undelivered after",
    ]

    /// Nobody was there.
    static let unreachable = [
        "connection refused", "timed out", "no route to host", "unreachable", "could not connect",
        "not responding",
    ]
}
