# language: fr
@manual
Fonctionnalité: Les exemples du manuel
  Chaque exemple de steps.fr.md, mot pour mot, dans une situation où il sert.

  Scénario: Démarrer
    Étant donné un agent aveugle
    Et le réglage « voice.level » vaut « 1 »
    Quand le programme démarre
    Alors j'entends « Prêt »
    Et j'entends « Prêt » en français
    Et j'entends au plus 3 mots
    Et le programme envoie REGISTER 2 fois
    Et je n'entends jamais « Hors ligne »
    Et la ligne 1 montre « Accueil »
    Et le programme est toujours en marche

  Scénario: Un premier démarrage
    Étant donné un agent aveugle
    Et un premier démarrage
    Quand le programme démarre
    Alors j'entends « Bienvenue dans Clairvoix »
    # Une ligne sans adresse n'est pas ajoutée.
    Quand j'appuie sur « a » puis Entrée
    Et j'appuie 4 fois sur Flèche bas
    Et je presse Entrée
    Alors j'entends une phrase qui contient « serveur »

  Scénario: Un mot de passe refusé
    Étant donné un agent aveugle
    Et que le serveur refuse le mot de passe
    Quand le programme démarre
    Alors j'entends « Mot de passe refusé »

  Scénario: Un serveur qui se tait, puis répond
    Étant donné un agent aveugle
    Et que je suis en ligne
    Quand le serveur ne répond plus
    Et j'attends 2 secondes
    Et le serveur répond de nouveau
    Et Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »

  Scénario: Le nom, et rien de plus
    Étant donné un agent aveugle
    Et le réglage « voice.level » vaut « 1 »
    Quand Dupont appelle
    Alors j'entends « Dupont » en moins de 400 ms
    Et j'entends « Dupont » dans l'oreille gauche
    Et j'entends la sonnerie
    Et j'entends « Dupont » une seule fois
    Quand je demande qui appelle
    Alors j'entends « Dupont » de nouveau
    Et je n'entends pas « Dupont » pendant 2 s
    Quand Dupont renonce
    Alors je n'entends plus la sonnerie
    Et l'historique contient un appel manqué de Dupont
    Et les annonces contiennent « Dupont »
    Et l'historique montre « Manqué Dupont »

  Scénario: Dans l'ordre
    Étant donné un agent aveugle
    Et le réglage « voice.level » vaut « 1 »
    Et le réglage « voice.earcons » vaut « false »
    Quand Dupont appelle
    Et j'attends 2 secondes
    Et je demande qui appelle
    Et j'attends 1 s
    Et j'appuie sur F4
    Alors j'entends « Dupont » puis « Pris »
    Et j'entends « Dupont » 2 fois
    Et j'entends dans l'ordre :
      | Dupont |
      | Dupont |
      | Pris   |

  Scénario: Couper la voix
    Étant donné un agent aveugle
    Et le réglage « voice.rate » vaut « 150 »
    Quand Dupont appelle
    Et j'attends 500 ms
    Et je fais taire la voix
    Alors « Dupont, ligne Accueil » est coupé en moins de 50 ms
    Quand Dupont renonce
    Alors j'entends « Manqué, Dupont »
    Quand je demande où je suis
    Et je n'appuie sur rien pendant 700 ms
    Et je fais taire la voix
    Alors la voix se tait en moins de 50 ms
    Et l'oreille droite est silencieuse

  Scénario: Une voix rapide
    Étant donné un agent aveugle
    Et le réglage « voice.rate » vaut « 350 »
    Quand Dupont appelle
    Alors j'entends une phrase qui contient « Dupont » en moins de 1,2 s
    Quand Dupont renonce
    Alors j'entends « Manqué, Dupont »
    Quand Dupont m'appelle en numéro masqué
    Alors j'entends « Masqué, ligne Accueil »
    Quand Dupont renonce
    Alors l'écran montre « Manqué, Masqué »
    Quand « Marie Martin » m'appelle du « 0612345678 »
    Alors j'entends « Marie Martin, ligne Accueil »
    Quand je refuse l'appel
    Alors le programme répond 603

  Scénario: Un appel sur un petit écran
    Étant donné une agente malvoyante
    Et le thème « contrast-dark »
    Et un terminal de 40x12
    Quand Dupont appelle
    Alors l'écran montre « Sonne Dupont »
    Et le curseur est sur « Sonne Dupont »
    Et le contraste est d'au moins 7
    Et aucun texte n'est tronqué
    Et le terminal est laissé tel quel
    Quand Dupont renonce
    Alors l'écran ne montre plus « Sonne Dupont »
    Et le curseur revient à sa place

  Scénario: Sans couleur
    Étant donné le profil « braille »
    Et un terminal sans couleur
    Et le programme est en français
    Quand Dupont appelle
    Alors l'appel de Dupont sonne
    Et l'écran se lit sans couleur

  Scénario: Un écran tranquille
    Étant donné un agent aveugle
    Et un terminal de 80 colonnes et 25 lignes
    Et que je suis en ligne
    Quand j'appuie 3 fois sur Flèche bas
    Et j'appuie sur Flèche haut
    Alors seul le curseur bouge
    Et le curseur est ligne 5 colonne 1
    Quand je garde Flèche bas enfoncée pendant 1 s
    Alors le curseur est sur « Quitter »
    Et j'entends « Quitter, F11 q »
    Et je n'entends rien pendant 2 s
    # Dans une liste, Droite ne fait rien.
    Quand j'appuie sur Flèche droite
    Alors le curseur ne bouge pas
    Et rien ne change à l'écran pendant 2 s
    Et le terminal ne reçoit aucun octet pendant 2 s
    Quand j'appuie sur Entrée
    Et j'attends 600 ms
    Et je presse Entrée
    Alors le programme se ferme

  Scénario: Taper et coller
    Étant donné un agent aveugle
    Et un terminal de 40x12
    Quand j'ouvre la page « Composer »
    Alors le champ « Numéro » est vide
    Quand je tape « 0476 » une touche toutes les 150 ms
    Alors le champ « Numéro » contient « 0476 »
    Quand j'appuie 4 fois sur Retour arrière
    Et je colle « 0476 »
    Alors le programme n'envoie aucun INVITE
    Et l'écran est exactement :
      """
      Composer

      Numéro : 0476





      Prêt, ligne Accueil
      """
    # Dans un champ, une lettre s'écrit ; après ², elle commande.
    Quand j'appuie sur « ² » puis n
    Alors je suis sur la page « Notes »
    Quand j'appuie de nouveau sur la touche « ² »
    Et j'appuie sur « c »
    Alors je suis sur la page « Composer »

  Scénario: Les messages
    Étant donné un agent aveugle
    Quand j'ouvre la page « Appels récents »
    Alors je suis sur la page « Appels récents »
    Quand Dupont m'envoie le message « rappelez-moi »
    Alors l'écran montre « Message de Dupont »
    Et rien ne bouge au-dessus du curseur
    Quand Dupont laisse un message vocal
    Alors l'écran montre « 1 message vocal »
    Quand j'appuie sur Retour arrière
    Et j'appuie sur F11 puis a puis Entrée
    Alors je suis sur la page « Appels récents »

  Scénario: Les contacts
    Étant donné un agent aveugle
    Et un contact Dupont au numéro « 0476123456 »
    Et un contact Martin au numéro « 0476003344 »
    Et la configuration :
      """
      [[contact]]
      name = "Girard"
      address = "0476998877"
      """
    Quand j'ouvre la page « Contacts »
    Alors l'écran montre « Dupont »
    Et l'écran montre « Girard »
    Quand j'ouvre la page « Collègues suivis »
    Et Martin devient disponible
    Alors l'écran montre « Libre Martin »

  Scénario: Un appel qui n'aboutit pas
    Étant donné un agent aveugle
    Et un contact Martin au numéro « 0476003344 »
    Et un correspondant Martin
    Et un contact « Léa Roux » au numéro « 0476998877 »
    Et un correspondant « Léa Roux » qui est occupé
    Quand j'appelle « 0476998877 »
    Alors j'entends « Léa Roux occupé »
    Quand Martin est occupé
    Et j'appelle « 0476003344 »
    Alors j'entends « Martin occupé »
    Quand Martin répond avec le code 404
    Et j'appelle « 0476003344 »
    Alors j'entends « Numéro inexistant »
    Quand Martin ne répond pas
    Et j'appelle « 0476003344 »
    Alors j'entends « Sonne chez Martin »
    Quand Martin refuse l'appel
    Alors j'entends « Martin décline »

  Scénario: Un correspondant qui décroche
    Étant donné un agent aveugle
    Et un contact Martin au numéro « 0476003344 »
    Et un correspondant Martin qui décroche après 2 s
    Et un correspondant Dupont qui ne répond pas
    Quand j'appelle « 0476003344 »
    Alors l'INVITE contient « m=text »
    Et j'entends le signal « Pris »
    Quand je raccroche
    Alors le programme envoie un BYE
    Et l'appel est fini
    Quand j'appelle « 0476003344 »
    Et Martin répond après 3 s
    Alors j'entends le signal « Pris »
    Quand je raccroche
    Alors j'entends « Appel clos »
    Quand j'appelle « dupont »
    Et Dupont décroche
    Alors j'entends le signal « Pris »

  Scénario: Se parler
    Étant donné un agent aveugle
    Et que mon micro capte une voix
    Et un appel en cours avec Dupont
    Quand Dupont parle pendant 5 s
    Alors j'entends la voix de Dupont dans l'oreille droite
    Et le niveau du son reçu est d'au moins -40 dB
    Et des paquets RTP partent
    Et des paquets RTP arrivent
    Et le codec est « opus »
    Et Dupont m'entend
    Et mon micro est ouvert
    Quand Dupont se tait
    Et je coupe mon micro
    Alors mon micro est coupé
    Et le son envoyé est silencieux pendant 2 s
    Et Dupont n'entend plus rien
    Et Dupont ne m'entend plus

  Scénario: Ce que dit le programme reste chez moi
    Étant donné un agent aveugle
    Et que mon micro capte le silence
    Et un appel en cours avec Dupont
    Quand je demande qui appelle
    Alors rien de ce que dit le programme ne part vers le correspondant
    Quand je coupe mon micro
    Alors « Micro coupé » est dit en entier

  Scénario: Mettre en attente, raccrocher
    Étant donné un agent aveugle
    Et un appel en cours avec Dupont
    Quand je mets l'appel en attente
    Alors l'appel avec Dupont est en attente
    Quand je demande où je suis
    Alors aucun paquet RTP ne part pendant 2 s
    Quand je reprends l'appel
    Alors l'appel avec Dupont est pris
    Quand Dupont me met en attente
    Alors j'entends « Dupont vous fait patienter »
    Quand Dupont reprend l'appel
    Alors j'entends « Dupont de retour »
    Quand je raccroche
    Alors Dupont reçoit un BYE en moins de 1 s

  Scénario: Qui raccroche
    Étant donné un agent aveugle
    Et un appel en cours avec Dupont
    Quand Martin appelle
    Alors j'entends une phrase qui contient « Martin »
    Quand je décroche
    Alors j'entends « Martin, Dupont attend »
    # Frappé deux fois d'un doigt, F12 ne finit qu'un appel.
    Quand j'appuie deux fois sur F12 à 200 ms d'intervalle
    Alors l'appel avec Martin est fini
    Et l'appel avec Dupont est en attente
    Quand Dupont raccroche
    Alors j'entends « Dupont a fini »
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand je décroche
    Et Dupont raccroche après 2 s
    Alors j'entends « Dupont a fini »
    Et l'historique contient 3 appels

  Scénario: Un correspondant sans texte
    Étant donné un agent aveugle
    Et un correspondant Martin sans texte
    Et un appel en cours avec Martin
    Quand j'appuie sur « e »
    Alors j'entends « Pas de texte dans cet appel »
    Quand je demande la commande « Conférence »
    Alors je suis sur la page « Conférence »

  Scénario: Écrire et composer pendant l'appel
    Étant donné un agent aveugle
    Et que mon micro capte des rafales
    Et un appel en cours avec Dupont
    Quand j'attends 2 secondes
    Alors le son envoyé contient une rafale
    Quand je tape « 12# » à 300 ms par touche
    Alors les chiffres « 12# » partent
    Quand Dupont envoie les chiffres « 12# »
    Alors l'écran montre « Reçu dièse »
    Quand j'appuie sur « e »
    Et je tape « bonjour »
    Alors le texte « bonjour » parvient à Dupont
    Quand j'appuie sur Entrée
    Et je tape « a »
    Alors le texte « a » parvient à Dupont en moins de 500 ms
    Quand Dupont écrit « bonjour »
    Alors l'écran montre « Dupont : bonjour »
    Quand Dupont écrit « bonjour » une lettre toutes les 200 ms
    Alors j'entends une phrase qui contient « bonjour »

  Scénario: Transférer
    Étant donné un agent aveugle
    Et le réglage « interface.confirm_transfer » vaut « false »
    Et un contact Martin au numéro « 0476003344 »
    Et un correspondant Martin
    Et un appel en cours avec Dupont
    Quand Dupont me transfère à Martin
    Alors j'entends une phrase qui contient « vous envoie à »
    Quand je demande la commande « Interdire le transfert »
    Et j'appuie sur F7
    Et je tape « martin »
    Et j'appuie deux fois sur Entrée à 800 ms d'intervalle
    Alors Dupont reçoit un REFER
    Quand Dupont refuse le transfert
    Alors j'entends « Échec, Dupont attend »
    Quand j'appuie sur F7
    Et je tape « martin »
    Et j'appuie deux fois sur Entrée à 800 ms d'intervalle
    Alors Dupont reçoit un REFER
    Quand Dupont accepte le transfert
    Alors j'entends « Dupont transféré »

  Scénario: Des pannes pendant l'appel
    Étant donné un agent aveugle
    Et un appel en cours avec Dupont
    Quand le réseau perd 5 % des paquets
    Et le réseau double 10 pour cent des paquets
    Et le réseau retarde les paquets de 150 ms
    Et la gigue du réseau est de 60 ms
    Et Dupont parle pendant 5 s
    Alors j'entends la voix de Dupont
    Quand le réseau est coupé pendant 2 s
    Et j'attends 2 secondes
    Et Dupont parle pendant 5 s
    Alors j'entends la voix de Dupont
    Quand le réseau tombe
    Et j'attends 1 s
    Et le réseau revient
    Et mon casque est débranché
    Alors l'écran montre « Casque perdu »
    Et l'appel avec Dupont est pris
    Quand mon casque est rebranché
    Alors j'entends « Casque rebranché »

  Scénario: Un appel chiffré, et ses notes
    Étant donné un agent aveugle
    Et le réglage « account.encryption » vaut « required »
    Et le réglage « account.keys_in_clear » vaut « true »
    Et un appel en cours avec Dupont
    Alors l'appel est chiffré
    Quand j'appuie sur « n »
    Et je tape « rappeler lundi »
    Et j'appuie sur Entrée
    Et je tape « facture »
    Et j'appuie sur Entrée
    Alors la note de l'appel avec Dupont contient « facture »
    Quand le programme redémarre
    Alors les notes contiennent « rappeler lundi »

  Scénario: Le lecteur d'écran
    Étant donné un agent aveugle
    Et le lecteur d'écran Fenrir
    Et que je suis en ligne
    Quand j'appuie 3 fois sur Flèche bas
    Alors le lecteur d'écran dit « Appels récents »
    Et le lecteur d'écran ne dit pas « Dupont »
    Et le lecteur d'écran ne dit rien pendant 2 s
    Quand Dupont appelle
    Alors le lecteur d'écran dit « Dupont » une seule fois

  Scénario: La plage braille
    Étant donné un agent sourdaveugle
    Et une plage braille de 40 cellules
    Et un poste sans son
    Quand Dupont appelle
    Alors la plage braille montre « Sonne Dupont »
    Et la plage braille commence par « Sonne »
    Et la cloche du terminal sonne
    Quand Dupont renonce
    Alors la plage braille ne montre plus « Sonne »

  Scénario: Une touche de routage
    Étant donné un agent sourdaveugle
    Quand Dupont appelle
    Alors la plage braille commence par « Sonne Dupont »
    Quand la plage braille descend d'une ligne
    Et la plage braille descend d'une ligne
    Et j'appuie sur la cellule 5 de la plage braille
    Alors le curseur est sur « Décrocher »
    Quand la plage braille monte d'une ligne
    Et j'appuie sur la cellule 5 de la plage braille
    Alors le curseur est sur « Ligne Accueil »

  Scénario: La sonnerie sous la voix
    Étant donné un agent aveugle
    Et le réglage « voice.rate » vaut « 120 »
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Et j'entends la sonnerie
    Quand je demande où je suis
    Alors la sonnerie baisse d'au moins 20 dB pendant que la voix parle

  Scénario: L'appareil de la voix
    Étant donné un agent aveugle
    Et la voix a son propre appareil
    Et le réglage « voice.rate » vaut « 150 »
    Quand je demande où je suis
    Et j'attends 300 ms
    Et l'appareil de la voix est débranché
    Alors j'entends « Voix au casque »
    Quand l'appareil de la voix est rebranché
    Alors l'écran montre « Voix sur son appareil »

  Scénario: Un son aigu dans les deux sens
    Étant donné un agent aveugle
    Et mon micro capte un son de 7000 Hz
    Et un appel en cours avec Dupont
    Quand Dupont émet un son de 7000 Hz
    Alors j'entends un son de 7000 Hz
    Et j'entends un son de 7000 Hz affaibli de 3 dB au plus
    Et Dupont entend un son de 7000 Hz

  Scénario: Un son grave dans les deux sens
    Étant donné un agent aveugle
    Et mon micro capte un son de 250 Hz
    Et un appel en cours avec Dupont
    Quand Dupont fait entendre un son de 250 Hz pendant 5 s
    Alors j'entends un son de 250 Hz
    Et Dupont entend un son de 250 Hz affaibli de 3 dB au plus

  Scénario: Un lien d'une page
    Étant donné un agent aveugle
    Et que je suis en ligne
    Quand le lien « tel:0476001122 » est ouvert
    Alors j'entends une phrase qui contient « Lien vers »
    Et le programme n'envoie aucun INVITE

  Scénario: Le serveur de fiches
    Étant donné un agent aveugle
    Quand le serveur de fiches ne répond plus
    Quand j'appuie sur « i »
    Et je tape « chêne tombé »
    Et j'appuie sur Flèche bas
    Et j'appuie sur Entrée
    Et j'appuie sur « a »
    Et j'appuie sur Entrée
    Alors le curseur est sur « Nature, obligatoire : Arbre »
    Quand j'appuie sur Flèche bas
    Et je tape « hier »
    Et j'appuie sur Entrée
    Et je tape « rue Pasteur »
    Et j'appuie 3 fois sur Flèche bas
    Et j'appuie sur Entrée
    Alors je suis sur la page « Relecture »
    Quand j'appuie sur Fin
    Et j'appuie sur Entrée
    Alors j'entends une phrase qui contient « Fiche gardée »
    Quand le serveur de fiches refuse : « Rue inconnue »
    Et le serveur de fiches répond à nouveau
    Alors j'entends une phrase qui contient « Rue inconnue » en moins de 30 s
    Quand j'appuie sur « i »
    Et j'appuie sur Fin
    Alors le curseur est sur « Brouillon »
    Quand j'appuie sur Entrée
    Alors le champ « Objet, obligatoire » contient « chêne tombé »
    Quand j'appuie sur Fin
    Et j'appuie sur Flèche haut
    Alors le curseur est sur « Relire avant d'envoyer »
    Quand j'appuie sur Entrée
    Alors je suis sur la page « Relecture »
    Quand j'appuie sur Fin
    Et j'appuie sur Entrée
    Alors j'entends « Fiche 1 envoyée »
    Et le serveur de fiches a reçu « chêne tombé » dans le champ « Objet »
    Et le serveur de fiches a 1 fiche

  Scénario: La fiche d'incident
    Étant donné un agent aveugle
    Et un appel en cours avec Dupont
    Quand j'appuie sur « i »
    Et je tape « facture »
    Alors la fiche d'incident contient « Dupont »
    Et le champ « Objet » de la fiche d'incident contient « facture »

  # Ce que cette machine ne peut pas : non testé, avec sa raison.

  Scénario: L'adresse du poste
    Étant donné un agent aveugle
    Et que je suis en ligne
    Quand l'adresse du poste change
    Alors le programme envoie un REGISTER
