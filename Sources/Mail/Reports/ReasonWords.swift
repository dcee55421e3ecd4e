/// Words by which servers say why: rows in the order in which they are asked, the first that holds decides.
enum ReasonWords {
    /// A row: a class, and phrases of which one must stand in the text.
    struct Row: Sendable {
        let bounceClass: BounceClass
        let phrases: PhraseList
        /// Phrases of which one must stand there as well, where there are any.
        var beside = PhraseList.none
        /// Phrases of which none may.
        var without = PhraseList.none
        /// Whether the row is about refusals for now alone.
        var isTransient = false

        func holds(_ text: FoldedText, _ status: EnhancedStatus?) -> Bool {
            guard !isTransient || status?.classDigit == 4 else { return false }
            return text.holds(phrases) && (beside.isEmpty || text.holds(beside)) && !text.holds(without)
        }
    }

    /// Words that leave no doubt, whatever the code.
    static let plain: [Row] = [
        // “Recipient address rejected: Greylisted” is no refusal of the recipient.
        Row(
            bounceClass: .greylisted,
            phrases: """
                greylist | graylist | grey list | gray list | grey-list | gray-list | postgrey | серый список | серого списка
                """
        ),
        // Of the letter, not of the mailbox.
        Row(
            bounceClass: .tooLarge,
            phrases: """
                message size exceed | message exceeds | message too large | message too big | message is too large | message is too big
                message is larger | message was too large | message was too big | max message size | maximum message size
                message file too big | message length exceed | message size is too | message size limit | message larger than
                exceeds fixed maximum | too large to send | maximum size | size of the message | size limit for messages
                mail size exceed | mail size limit | message content is too | email is too large | exceeds the size limit | headers too large | header too large
                inbound message size | exceeds maximum size | larger than the current system limit | message too long | size limit=
                letter is too large | size exceeds | message size (
                письмо слишком велико | письмо слишком большое | размер письма превышает | размер сообщения превышает
                message trop volumineux | nachricht ist zu groß | nachricht zu groß | mensaje demasiado grande
                """,
            without: "mailbox size exceed | mailbox size limit"
        ),
        // What we may send, not what they may keep.
        Row(
            bounceClass: .policy,
            phrases: """
                relay quota | sending quota | daily limit | sending limit | hourly limit | per hour | rate limit | ratelimit
                receiving mail at a rate | receiving mail too quickly | too many messages from | too many emails | messages per
                """
        ),
        Row(
            bounceClass: .full,
            phrases: """
                mailbox full | mailbox is full | mailbox was full | mailbox is currently full | mail box full | mail box is full
                mailbox size limit | mailbox limit exceeded | mailbox size exceed | account full | account is full | inbox is full
                inbox full | folder is full | mailfolder is full | over quota | overquota | over the quota | over his quota | over its quota
                over their quota | over disk quota | over-quota | exceeded quota | exceeds quota | exceeding quota | exceeding their quota
                quota exceed | quota is exceed | quota was exceed | quota violation | quota has been exceed | exceeded the quota
                exceed mailbox quota | exceeded his | exceeded its quota | exceeded its storage | exceeded their quota | exceeded mailbox
                exceeded the maximum mailbox | exceeded the mailbox | quota full | quota is full | insufficient quota | storage quota
                disk quota | mailbox quota | mailbox has exceeded | out of quota | storage allocation | exceed storage | exceeded storage
                storage limit | out of storage | not enough storage | not enough space | space not enough | mailbox space
                mailbox over | mailbox is over | mailbox exceeds | mailbox would exceed | would exceed | too much mail data
                has too many messages | in recipient's mailbox exceed | recipient storage full | run out of space | user has exhausted
                mail folder is full | user has too many | full mailbox | disk usage exceeded | account is over | mailbox has no space
                mbox full | box is full | low on space | no space left for user | doesn't have enough space | does not have enough space
                ящик переполнен | переполнен | превышена квота | квота превышена | превышен размер ящика | нет места в ящике
                postfach ist voll | postfach voll | mailbox ist voll | postfach des empfängers ist voll | quota überschritten
                メールボックスが一杯 | メールボックスがいっぱい
                boîte pleine | boite pleine | messagerie pleine | boîte aux lettres pleine | boîte de réception est pleine | est pleine
                buzón lleno | buzon lleno | está lleno | casella piena | è piena | caixa cheia | está cheia | skrzynka pełna | jest pełna
                """
        ),
        // What they call spam, even where they name a list or a signature beside it.
        Row(
            bounceClass: .spam,
            phrases: """
                spam classification | considered spam | as spam | is spam | be spam | spam message | spam content | spam detected | spam-like
                suspicion of spam | spamassassin | spam score | spam filter | spam mail | spam email | spam rejection | spam pattern
                spam check | antispam check | similar to spam | looks like spam | (spam) | - spam | spam reject | high spam
                unsolicited | junk mail | junkmail | bulk mail | bulk email | content rejected | content reject | content filter
                phish | uribl | surbl | похоже на спам | признано спамом | подозрение на спам | подозрительным | спам-
                """,
            without: "spamhaus | spamcop | blacklist | blocklist | black list | dnsbl | rbl."
        ),
        // About ourselves, though they speak of domains that do not exist.
        Row(
            bounceClass: .policy,
            phrases: """
                sender address rejected | sender verify failed | sender verification failed | domain of sender | sender domain
                sender's domain | senders domain | sending domain | envelope sender domain | return path domain | unroutable sender
                unrouteable sender | mailfrom domain | reverse dns | reverse-dns | rdns | ptr record | no ptr | _ptr_ | helo | ehlo
                client host rejected | cannot find your hostname | your hostname | fix your dns | from address is invalid | from: domain
                my name was rejected | client ip | sending ip | ip for sending | invalid ip
                """,
            // A word of the dialogue that broke off.
            without: "lost connection with | handshake | timed out while"
        ),
        // A refusal at MAIL, before any recipient was named, is about the sender.
        Row(
            bounceClass: .policy,
            phrases: "after mail from | in reply to mail from | reply to mail from | mail from command",
            without: "timed out | timeout | connection | try again | recipient | user unknown"
        ),
        Row(
            bounceClass: .domainGone,
            phrases: """
                host unknown | unknown host | host not found | no such host | unknown domain | domain not found | domain unknown
                no such domain | domain name not found | domain does not exist | domain doesn't exist | domain not exist
                domain is not found | unrouteable mail domain | unroutable mail domain | unrouteable domain | no mx | null mx | nullmx
                does not accept mail | doesn't accept mail | does not accept email | does not receive mail | no smtp service
                nxdomain | had no relevant answers | non-existent domain | nonexistent domain | non-existent host | no valid hosts | invalid domain
                bad destination host | bad destination system | illegal host/domain | couldn't find any host | no mail server
                couldn't find a mail exchanger | could not find any host | unable to find host | can't find host | cannot find host
                no dns | dns domain does not exist | domain has expired | domain lookup failed | lookup of domain failed
                dns lookup failure | dns lookup failed | non-existent hosts | no mail hosts for domain | name or service not known
                domain couldn't be found | domain could not be found | domain wasn't found | domain name is invalid
                wasn't able to find the domain | couldn't find the domain | unable to resolve | could not resolve | cannot resolve
                can't resolve | host name lookup failure | name server: host not found | domain not valid | invalid host
                domain is not reachable | not a valid domain | does not exist in dns | bad domain | domain is invalid
                домен не найден | домен не существует | домена не существует | домен получателя не | узел не найден
                unbekannte domain | domain existiert nicht | domain konnte nicht gefunden | domaine inconnu | domaine n'existe pas
                dominio no existe | dominio inesistente
                """
        ),
        // Exim alone says so of a domain that it cannot find, and to other servers of a mailbox.
        Row(
            bounceClass: .noSuchMailbox,
            phrases: "unrouteable address | unroutable address",
            beside: "smtp error | remote host said | said: | 550 | 5.1.1"
        ),
        Row(bounceClass: .domainGone, phrases: "unrouteable address | unroutable address"),
        Row(
            bounceClass: .policy,
            phrases: """
                spamhaus | spamcop | blacklist | black list | blocklist | block list | blocked using | dnsbl | _rbl | rbl.
                barracudacentral | sorbs | spamrats | uceprotect | blocked list | your ip | ip address is | reputation
                _spf | (spf | dkim | dmarc | sender policy framework | relay access denied | relaying denied | relaying not
                relay denied | relay not permitted | not permitted to relay | unable to relay | cannot relay | we do not relay
                relaying to | not a gateway | relay is not | allowed rcpthosts | rate exceeded | too many connections
                too many recipients | throttl | smtp auth | authentication required | authentication is required | must authenticate
                authentication checks | not authenticated | unauthenticated | banned | administratively prohibited
                administrative prohibition | not authorized | not authorised | not allowed to send | not permitted to send
                must issue a starttls | tls required | encryption | virus | malware | infected | executable | attachment type
                requires confirmation | not pre-approved | чёрном списке | черном списке | чёрный список
                черный список
                """
        ),
        // Google tells of a closed group as of one that is not there, in every language with the same address beside it.
        Row(bounceClass: .policy, phrases: "groups.google.com/support"),
        Row(
            bounceClass: .noSuchMailbox,
            phrases: """
                user unknown | unknown user | no such user | no such mailbox | no such recipient | no such address | no such account
                no such local user | no such person | no such email | user not found | user is not found | mailbox not found
                mailbox does not exist | mailbox doesn't exist | account does not exist | user does not exist | user doesn't exist
                recipient does not exist | address does not exist | address doesn't exist | to reach does not exist | doesn't have a
                no mailbox | no mail box | mailbox by that name | invalid recipient | invalid mailbox | invalid user | invalid address
                unknown recipient | recipient unknown | recipient not found | recipient name is not recognized | recipient invalid
                recipient is unknown | address unknown | unknown address | addressee unknown | mailbox unknown | unknown mailbox
                unknown account | account unknown | unknown local part | unknown local-part | unknown or illegal | account not found
                not a valid mailbox | not a valid user | not a valid recipient | not a valid email | not a known user
                not our customer | not a user here | isn't a user | not listed in | bad destination mailbox | undeliverable address
                recipnotfound | recipientnotfound | no longer valid | no longer available | no longer active | no longer exist
                no longer in use | no longer on server | no longer works | no longer an employee | no longer employed | no longer with
                no account by that name | no valid recipients | badrcptto | bad_recipient | bad recipient | not exist | user terminated | disabled recipient
                mailbox disabled | mailbox is disabled | mailbox has been disabled | account disabled | account is disabled
                account has been disabled | to reach is disabled | user disabled | user is disabled | account inactive
                account is inactive | mailbox is inactive | inactive user | user is inactive | mailbox inactive | is not active
                account suspended | account has been suspended | user suspended | deactivated | account closed | account is closed
                account expired | account is locked | account is blocked | mailbox is frozen | mailbox is blocked | temporary locked
                account that you tried to reach is | address is no longer | mailbox is closed | mailbox closed | mailbox locked
                mailbox unavailable or access denied | recipient address rejected: access denied | recipient rejected
                could not be found | couldn't be found | wasn't found | was not found | address not found | has moved | no account
                ambiguous | user_unknown | user-unknown | this user doesn't | this user does not | has left the | non-existent user
                nonexistent | destination addresses were unknown | destination addresses were invalid | user mail-box not found
                такого пользователя | пользователь не найден | ящик не найден | ящика не существует | адрес не существует
                адреса не существует | адрес не найден | ящик не существует | пользователь неизвестен | неизвестный пользователь
                пользователь не существует | пользователя не существует | получатель не найден | ящик отключён | ящик отключен
                ящик заблокирован | аккаунт заблокирован | несуществующ
                empfänger unbekannt | benutzer unbekannt | unbekannter empfänger | unbekannter benutzer | adresse unbekannt
                existiert nicht | nicht gefunden | utilisateur inconnu | destinataire inconnu | adresse inconnue | n'existe pas
                compte du destinataire est bloque | usuario desconocido | no existe | non esiste | utente sconosciuto
                ha expirado por falta de uso | ディレクトリには見つかりません | ディレクトリのリストにありません
                destinatario sconosciuto | usuário desconhecido | não existe | nie istnieje | neexistuje | bestaat niet
                """
        ),
        Row(
            bounceClass: .policy,
            phrases: """
                blocked by | is blocked | been blocked | blocked for | policy reasons | local policy | security policy | policy violation
                due to policy | violates policy | policy restriction | denied by policy | restricted | permission | заблокирован
                service refused | poor
                """
        ),
        Row(bounceClass: .spam, phrases: "_spam | suspicious | _спам"),
        // Nobody refused anything: nobody answered.
        Row(
            bounceClass: .unknown,
            phrases: """
                connection refused | connection timed out | connection reset | connection was dropped | timed out | no route to host
                network is unreachable | could not connect | couldn't connect | unable to connect | did not respond | not responding
                lost connection with | insufficient disk | no space left on device | insufficient system | out of memory | loops back | mail loop | routing loop | too many hops
                local configuration error | not accept our requests to connect
                """
        ),
        // Refusals for now, in the words of those who mean a grey list and do not say so.
        Row(
            bounceClass: .greylisted,
            phrases: """
                come back later | try again later | please try later | try again in | retry later | not yet authorized | try later
                you are not yet | first time
                """,
            isTransient: true
        ),
    ]

    /// Words that may mean anything, where no code helps.
    static let vague: [Row] = [
        Row(
            bounceClass: .noSuchMailbox,
            phrases: """
                mailbox unavailable | does not like recipient | did not like our rcpt | unknown | bad address | invalid
                not known | unbekannt | inconnu | неизвест | desconocid | not valid
                """
        ),
        // With a reason behind it, it is the reason that counts.
        Row(bounceClass: .noSuchMailbox, phrases: "address rejected", without: "address rejected: "),
        Row(
            bounceClass: .policy,
            phrases: """
                access denied | blocked | not allowed | denied | prohibited | refused by | policy | rejected | unacceptable | отклонено
                отвергнуто
                """
        ),
    ]

    /// The server gave up by itself.
    static let expired: PhraseList = """
        expired | retry time | too long | giving up | gave up | delivery time | been in queue | retries | time limit | for a long time
        undelivered after | attempts | could not be delivered for | истёк срок | истек срок
        """

    /// Nobody was there.
    static let unreachable: PhraseList = """
        connection refused | timed out | no route to host | unreachable | could not connect | not responding | requests to connect
        connection failed
        """
}
