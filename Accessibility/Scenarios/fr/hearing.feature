# language: fr
@voice
Fonctionnalité: Ce que dit la voix
  Brève, coupée d'une touche, et redite si on le demande.

  Contexte:
    Étant donné un agent aveugle

  @A1 @EN-5.1.3.9 @fast
  Scénario: Une oreille pour chacun
    Étant donné le réglage « audio.ears » à « voice_left »
    Et un appel en cours avec Dupont
    Quand Dupont parle pendant 3 s
    Alors j'entends la voix de Dupont dans l'oreille droite
    Et l'oreille gauche est silencieuse
    Quand Dupont se tait
    Et je demande qui appelle
    Alors j'entends « Dupont » dans l'oreille gauche

  @A1
  Scénario: Changer d'oreille d'une touche
    Étant donné le réglage « audio.ears » à « both »
    Quand j'appuie sur « g »
    Alors j'entends « Voix à gauche, appel à droite » dans l'oreille gauche
    Quand j'appuie sur « g »
    Alors j'entends « Voix à droite, appel à gauche » dans l'oreille droite
    Quand j'appuie sur « g »
    Alors j'entends « Deux oreilles » dans les deux oreilles

  @A4
  Scénario: La voix ne baisse pas l'appel
    Étant donné un appel en cours avec Dupont
    # Il se tait avant la voix : ce qu'on entend de lui est sous elle.
    Quand Dupont parle pendant 3 s
    Et je demande où je suis
    Alors j'entends la voix de Dupont
    Et le niveau du son reçu est d'au moins -30 dB

  @A13 @G5 @EN-5.1.3.4 @EN-5.1.3.5 @fast
  Scénario: Une touche fait taire la voix
    Quand je demande où je suis
    Et j'attends 300 ms
    Et je fais taire la voix
    Alors la voix se tait en moins de 50 ms
    Et l'écran montre « Composer, c »

  @A13 @G4 @EN-5.1.3.5 @fast
  Scénario: Une ligne nouvelle coupe l'ancienne
    Quand je demande où je suis
    Et j'attends 300 ms
    Et j'appuie sur Flèche bas
    Alors j'entends « Aller à l'appel, v » en moins de 70 ms

  @A14 @EN-11.4.1.3 @voice @G9
  Scénario: Un appel coupe la lecture
    Quand je demande où je suis
    Et Dupont appelle
    Alors j'entends « Dupont, ligne Accueil » en moins de 400 ms
    Et « Dupont, ligne Accueil » est dit en entier

  @EN-5.1.3.4 @A15
  Scénario: Faire répéter
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand Dupont renonce
    Alors j'entends « Manqué, Dupont »
    Quand je fais répéter
    Alors j'entends « Manqué, Dupont »
    Et les annonces contiennent « Manqué, Dupont »

  @A12 @EN-4.2.10 @voice @fast
  Scénario: Annonces brèves
    Étant donné le réglage « voice.level » à « 1 »
    Quand Dupont appelle
    Alors j'entends « Dupont » en moins de 400 ms
    Et j'entends au plus 1 mots

  @A12 @voice
  Scénario: Annonces complètes
    Étant donné le réglage « voice.level » à « 3 »
    Quand Dupont appelle
    Alors j'entends « Appel de Dupont, ligne Accueil »
    Quand je décroche
    Alors j'entends « Pris, Dupont »

  @A12 @voice
  Scénario: Jamais deux fois la même chose
    Quand Dupont appelle
    Et j'attends 3 s
    Alors j'entends « Dupont, ligne Accueil » une seule fois

  @A12
  Scénario: Une annonce que l'agent ne veut pas
    Étant donné le réglage « voice.left_out » à « missed »
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand Dupont renonce
    Alors je n'entends jamais « Manqué, Dupont »
    Et l'écran montre « Manqué, Dupont »

  @A16 @voice @EN-5.6.1
  Scénario: Des mots à la place des signaux
    Étant donné le réglage « voice.level » à « 1 »
    Et le réglage « voice.earcons » à « false »
    Quand Dupont appelle
    Alors j'entends « Dupont »
    Quand je décroche
    Alors j'entends « Pris »

  @A16
  Scénario: Un signal pour chaque état
    Quand Dupont appelle
    Alors j'entends le signal « appel entrant »
    Quand je décroche
    Alors j'entends le signal « appel pris »
    Quand je raccroche
    Alors j'entends le signal « appel clos »

  @A17 @EN-5.1.3.11 @EN-11.5.2.17 @fast
  Scénario: Débit et volume par touches
    Quand j'appuie sur « u »
    Alors j'entends « Vitesse 285 »
    Quand j'appuie sur « y »
    Alors j'entends « Vitesse 260 »
    Quand j'appuie sur « j »
    Alors j'entends « Volume 90 »
    Quand j'appuie sur « k »
    Alors j'entends « Volume 100 »

  @A17 @EN-5.1.3.11
  Scénario: Hauteur et volume de la voix
    Quand je demande la commande « Voix plus aiguë »
    Alors j'entends une phrase qui contient « Hauteur »
    Quand je demande la commande « Voix moins forte »
    Alors j'entends « Volume de la voix 90 »

  @A17 @A5
  Scénario: Le nom à 350 mots par minute
    Étant donné le réglage « voice.rate » à « 350 »
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil » en moins de 400 ms

  @A18
  Scénario: Un numéro chiffre à chiffre
    Étant donné le réglage « voice.numbers » à « digits »
    Quand Dupont m'appelle du « 0476001122 »
    Alors j'entends « Dupont, ligne Accueil »
    Quand je demande qui appelle
    Alors j'entends « Dupont »
    Quand je demande qui appelle
    Alors j'entends « zéro, quatre, sept, six, zéro, zéro, un, un, deux, deux »

  @A11 @voice
  Scénario: Entendre ce qu'on tape
    Quand j'ouvre la page « Composer »
    Et je tape « 7 »
    Alors j'entends « sept » en moins de 70 ms
    Quand j'appuie sur Retour arrière
    Alors le champ « Numéro » est vide
    Quand je tape « b »
    Alors j'entends « b »

  @A11
  Scénario: Pendant un appel, ce qu'on tape n'est pas dit
    Étant donné un appel en cours avec Dupont
    Quand j'appuie sur « n »
    Alors j'entends une phrase qui contient « Nouvelle note »
    Quand je tape « facture » une touche toutes les 100 ms
    Alors j'entends au plus 0 mots
    Et le champ « Nouvelle note » contient « facture »

  @voice @A14
  Scénario: Jamais par-dessus les premiers mots du correspondant
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand je décroche
    Et Dupont parle pendant 2 s
    Et Martin m'envoie le message « rappelez-moi »
    Alors je n'entends pas « Message de Martin » pendant 1 s
    Et j'entends la voix de Dupont
    Et j'entends « Message de Martin »

  @A10 @G3
  Scénario: Aucune durée n'est dite d'elle-même
    Étant donné que mon micro capte une voix
    Et un appel en cours avec Dupont
    Quand j'attends 3 s
    Alors le terminal ne reçoit aucun octet
    Et je n'entends rien pendant 1 s
    Quand j'appuie sur « l »
    Alors j'entends une phrase qui contient « , appel »

  @EN-5.1.3.9 @EN-4.2.11
  Scénario: Hors d'un appareil privé, pas de nom
    Étant donné le réglage « audio.private_devices » à « alsa:plughw:CARD=Autre »
    Quand Dupont appelle
    Alors j'entends « Appel entrant »
    Et je n'entends jamais « Dupont »
    Et l'écran montre « Sonne Dupont »
