import Configuration

extension Fault {
    /// What goes wrong, in one short sentence.
    public var words: Bilingual {
        switch self {
        case .cursorParked:
            Bilingual(
                "Le curseur reste sur la dernière ligne, où que l'on soit.",
                "The cursor is left on the last line, whatever is under focus.")
        case .cursorHidden: Bilingual("Le curseur est invisible.", "The cursor cannot be seen.")
        case .cursorShapeChanged:
            Bilingual("Le programme change la forme du curseur.", "The program changes the shape of the cursor.")
        case .mouseGrabbed:
            Bilingual("Le programme prend la souris au terminal.", "The program takes the mouse from the terminal.")
        case .clockTicks:
            Bilingual(
                "Les secondes s'écrivent à l'écran quand elles passent.",
                "The seconds are written on the screen as they pass.")
        case .focusMarked:
            Bilingual(
                "Un signe devant la ligne montre où l'on est et se déplace.",
                "A sign before the line shows the focus and moves with it.")
        case .lineRewritten:
            Bilingual(
                "La ligne d'un appel est récrite sur place quand son état change.",
                "The line of a call is changed in place when its state changes.")
        case .linesFramed:
            Bilingual(
                "Chaque ligne commence par un trait qui dessine un cadre.",
                "Each line begins with a bar that draws a frame.")
        case .stateByColourAlone:
            Bilingual(
                "Seule la couleur dit qu'une ligne est un appel et où il en est.",
                "The colour alone tells that a line is a call and how it stands.")
        case .stateAfterName:
            Bilingual("L'état d'un appel est écrit après le nom.", "The state of a call stands after its name.")
        case .contrastLow:
            Bilingual(
                "Le texte d'un thème se distingue à peine du fond.",
                "The text of a theme is hardly darker than its background.")
        case .noColourIgnored:
            Bilingual(
                "Les couleurs restent alors que l'usager n'en veut pas.",
                "Colours are shown though the user wants none.")
        case .textCut:
            Bilingual(
                "Les lignes s'arrêtent à 24 caractères et le reste n'est nulle part.",
                "Lines end after 24 characters, and the rest is nowhere.")
        case .languageMixed:
            Bilingual(
                "Les titres des pages sont dans l'autre langue.",
                "The titles of pages are in the other language.")
        case .fieldUnlabelled: Bilingual("Les champs n'ont pas d'étiquette.", "Fields have no label.")
        case .soundWithoutText:
            Bilingual("Ce qu'un signal sonore annonce n'est pas écrit.", "What a sound tells is not written.")
        case .colourInstruction:
            Bilingual("Une consigne désigne une touche par sa couleur.", "An instruction names a key by its colour.")
        case .placeForgotten:
            Bilingual(
                "Après un appel, le curseur est sur la première ligne.",
                "After a call the cursor is on the first line.")
        case .nameNotSaid: Bilingual("Un appel entrant n'est pas dit.", "An incoming call is not said.")
        case .endNotSaid: Bilingual("La fin d'un appel n'est pas annoncée.", "Nobody is told that a call is over.")
        case .saidLate: Bilingual("Tout est dit avec 600 ms de retard.", "Everything is said 600 ms late.")
        case .saidTwice: Bilingual("Chaque évènement est dit deux fois.", "Each event is said twice.")
        case .staleNewsSaid:
            Bilingual("Ce qui est dépassé est dit quand même.", "What is out of date is said all the same.")
        case .wrongVoiceLanguage: Bilingual("La voix parle l'autre langue.", "The voice speaks the other language.")
        case .wrongEar: Bilingual("La voix est dans la mauvaise oreille.", "The voice is in the wrong ear.")
        case .voiceLeaks:
            Bilingual("Le correspondant entend la voix du programme.", "The peer hears the program's voice.")
        case .transcriptLies:
            Bilingual(
                "Le programme note des phrases que personne n'entend.",
                "The program notes phrases that nobody hears.")
        case .lastLineSilent:
            Bilingual("La dernière ligne de chaque page n'est pas dite.", "The last line of each page is not said.")
        case .speechNotCut: Bilingual("Une touche ne fait pas taire la voix.", "A key does not stop the voice.")
        case .eventYields:
            Bilingual(
                "Un évènement qui survient pendant une lecture n'est pas dit.",
                "An event that comes while a line is read is not said.")
        case .nameNotRepeated:
            Bilingual("Un nom coupé par la frappe n'est pas redit.", "A name that was cut by typing is not said again.")
        case .repeatWrong:
            Bilingual("Répéter dit une autre phrase que la dernière.", "Repeat says another phrase than the last one.")
        case .announcementsNotKept:
            Bilingual("La liste des annonces reste vide.", "The list of announcements stays empty.")
        case .verbosityIgnored:
            Bilingual("Les phrases sont longues, quel que soit le réglage.", "Phrases are long, whatever the setting.")
        case .rateKeyIgnored:
            Bilingual(
                "La touche de vitesse de la voix l'annonce et ne change rien.",
                "The key for the speed of the voice says it and does nothing.")
        case .volumeKeySilent: Bilingual("Le nouveau volume n'est pas dit.", "The new volume is not said.")
        case .callerDucked:
            Bilingual(
                "Le correspondant est presque muet quand la voix parle.",
                "The peer is nearly silent while the voice speaks.")
        case .ringUnderSpeech:
            Bilingual("La sonnerie reste forte quand la voix parle.", "The ring stays loud while the voice speaks.")
        case .ringNotSilenced: Bilingual("La touche Silence laisse sonner.", "The key for silence leaves the ring on.")
        case .earconMissing: Bilingual("Aucun signal sonore n'est joué.", "No earcon sounds.")
        case .elapsedSpoken:
            Bilingual(
                "La durée de l'appel est dite toutes les cinq secondes sans demande.",
                "The length of the call is said every five seconds, unasked.")
        case .secretSpoken:
            Bilingual("Les caractères d'un mot de passe sont dits.", "The characters of a password are said.")
        case .typingEchoIgnored:
            Bilingual(
                "Chaque caractère tapé est dit, quel que soit le réglage.",
                "Each typed character is said, whatever the setting.")
        case .firstStartSilent: Bilingual("Le premier démarrage ne dit rien.", "The first start says nothing.")
        case .readerSpokenOver:
            Bilingual(
                "La voix du programme parle en même temps que le lecteur d'écran.",
                "The program's voice speaks beside the screen reader.")
        case .wrongCallerName:
            Bilingual(
                "L'appel porte le nom de la ligne au lieu de celui de l'appelant.",
                "The call bears the name of the line in place of the caller's.")
        case .whoWrong:
            Bilingual("La touche Qui dit qu'il n'y a pas d'appel.", "The key Who says that there is no call.")
        case .numberNotInPairs:
            Bilingual("Un numéro est lu comme un seul grand nombre.", "A number is said as one large number.")
        case .withheldNamed: Bilingual("Un numéro masqué est dit anonyme.", "A withheld number is called anonymous.")
        case .keyNeedsModifier: Bilingual("F4 ne répond plus sans la touche Ctrl.", "F4 answers with Ctrl alone.")
        case .doubleStrikeActs:
            Bilingual("Une touche frappée deux fois agit deux fois.", "A key struck twice acts twice.")
        case .hangUpAsksTwice:
            Bilingual(
                "Il faut confirmer pour raccrocher malgré le réglage.",
                "Hanging up must be confirmed though the setting says no.")
        case .transferUnconfirmed:
            Bilingual("Un transfert part sans confirmation.", "A transfer is made without a question.")
        case .questionExpires:
            Bilingual("Une question est oubliée après deux secondes.", "A question is forgotten after two seconds.")
        case .focusStolen:
            Bilingual("Un appel entrant fait quitter le champ.", "An incoming call takes the agent out of a field.")
        case .keyEaten:
            Bilingual("Ce qui est tapé pendant la sonnerie est perdu.", "What is typed while it rings is lost.")
        case .pageTraps: Bilingual("On ne peut pas quitter la page Réglages.", "The Settings page cannot be left.")
        case .lettersActInFields:
            Bilingual("Les lettres sont des commandes même dans un champ.", "Letters are commands even in a field.")
        case .enterDead:
            Bilingual(
                "Entrée n'exécute pas la commande de la ligne.",
                "Enter does not carry out the command of a line.")
        case .keyDescriptionActs:
            Bilingual("Une touche dont on demande le rôle agit.", "A key that is only described acts.")
        case .helpIncomplete:
            Bilingual("La page des touches n'en montre que deux.", "The page of keys lists two of them.")
        case .muteLies:
            Bilingual("Le micro est dit coupé et on l'entend.", "The microphone is said muted and is heard.")
        case .statusLies: Bilingual("Où dit ouvert un micro coupé.", "Where says that a muted microphone is open.")
        case .microphoneUnwatched:
            Bilingual(
                "Un micro mort, ou parler micro coupé, n'est pas signalé.",
                "Nobody is told of a dead microphone, or of speaking while muted.")
        case .headsetLossSilent: Bilingual("La perte du casque n'est pas dite.", "The loss of the headset is not told.")
        case .replugIgnored:
            Bilingual("Un casque rebranché n'est pas repris.", "A headset that is plugged in again is not used.")
        case .speakersPrivate:
            Bilingual(
                "Les noms sont dits sur un appareil que d'autres entendent.",
                "Names are said on a device that others hear.")
        case .holdNotTold:
            Bilingual("La mise en attente et la reprise ne sont pas dites.", "Hold and its end are not told.")
        case .hearerNotTold:
            Bilingual(
                "Avant un transfert, on ne dit pas qui entend l'agent.",
                "Before a transfer it is not told who hears the agent.")
        case .conferenceNameless:
            Bilingual("La page d'une conférence ne nomme personne.", "The page of a conference names nobody.")
        case .lineLossNotSaid: Bilingual("La perte de la ligne n'est pas dite.", "The loss of the line is not told.")
        case .lineLossSaidTwice:
            Bilingual("La perte de la ligne est dite deux fois.", "The loss of the line is told twice.")
        case .errorWithoutReason:
            Bilingual(
                "Un champ faux est refusé par un simple signal.",
                "A field that is wrong is refused by a sound alone.")
        case .configurationErrorSilent:
            Bilingual("Un réglage faux est refusé sans un mot.", "A setting that is wrong is refused without a word.")
        case .historyNotKept:
            Bilingual("Les appels finis ne sont pas dans la liste.", "Calls that are over are not listed.")
        case .noteLost: Bilingual("Une note est dite gardée et elle est perdue.", "A note is said kept and is lost.")
        case .voicemailNotTold: Bilingual("Un message vocal n'est pas annoncé.", "A voice message is not told.")
        case .widebandMissing:
            Bilingual("Les appels n'ont que le son étroit de G.711.", "Calls have the narrow sound of G.711 alone.")
        case .textDropped: Bilingual("Le texte n'est ni proposé ni accepté.", "Text is neither offered nor answered.")
        case .textSilencesVoice: Bilingual("Écrire coupe la voix.", "Who writes is heard no more.")
        case .textDelayed: Bilingual("Le texte part avec 800 ms de retard.", "What is written leaves 800 ms late.")
        case .writerUnnamed: Bilingual("Rien ne dit qui a écrit.", "What is written has nobody's name before it.")
        case .soundMarkMissing:
            Bilingual(
                "Rien à l'écran ne montre que le correspondant parle.",
                "Nothing on the screen shows that the peer speaks.")
        case .textOutOfOrder:
            Bilingual("Le texte le plus récent est avant l'ancien.", "The newest text stands before the older.")
        case .textMovesFocus: Bilingual("Le texte reçu déplace le curseur.", "Text that comes in moves the cursor.")
        case .textReadByPieces:
            Bilingual("Le texte reçu est lu lettre par lettre.", "What the peer writes is read letter by letter.")
        case .erasureNotSent:
            Bilingual("Ce qui est effacé reste chez le correspondant.", "What is erased stays with the peer.")
        case .accentsNotSent: Bilingual("Les lettres accentuées ne partent pas.", "Letters with accents do not leave.")
        case .lostTextUnmarked:
            Bilingual(
                "Le texte perdu en route ne laisse pas de marque.",
                "Text that is lost on the way leaves no mark.")
        case .pastedTextLost: Bilingual("Le texte collé n'est pas pris.", "Text that is pasted is not taken.")
        case .digitsAsText: Bilingual("Les chiffres partent comme du texte.", "Digits are sent as text.")
        case .bellMissing: Bilingual("La sonnette du terminal ne sonne pas.", "The terminal's bell does not sound.")
        case .eventExpires:
            Bilingual(
                "Un évènement quitte la ligne braille après trois secondes.",
                "An event leaves the braille line after three seconds.")
        }
    }
}
