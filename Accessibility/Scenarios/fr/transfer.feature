# language: fr
@A26
Fonctionnalité: Transférer et réunir
  À chaque moment, on sait qui écoute l'agent.

  Contexte:
    Étant donné un agent aveugle
    Et un contact Martin au numéro « 0476003344 »
    Et un correspondant Martin

  @A26 @EN-11.3.3.4 @keys
  Scénario: Tout de suite, après confirmation
    Étant donné un appel en cours avec Dupont
    Quand j'appuie sur F7
    Et je tape « martin »
    Et j'appuie sur Entrée
    Alors le curseur est sur « Transférer tout de suite »
    Quand j'appuie sur Entrée
    Alors j'entends une phrase qui contient « Transférer Dupont à Martin »
    Et le programme n'envoie aucun REFER
    Quand j'attends 600 ms
    Et j'appuie sur Entrée
    Alors Dupont reçoit un REFER
    Quand Dupont accepte le transfert
    Alors j'entends « Dupont transféré »

  @A26 @A27
  Scénario: Le transfert échoue
    Étant donné le réglage « interface.confirm_transfer » à « false »
    Et un appel en cours avec Dupont
    Quand j'appuie sur F7
    Et je tape « martin »
    Et j'appuie sur Entrée
    Et j'appuie sur Entrée
    Alors Dupont reçoit un REFER
    Quand Dupont refuse le transfert
    Alors j'entends « Échec, Dupont attend »

  @A26
  Scénario: Parler d'abord à l'autre
    Étant donné un appel en cours avec Dupont
    Quand j'appuie sur F7
    Et je tape « martin »
    Et j'appuie sur Entrée
    Et j'appuie sur Flèche bas
    Et j'appuie sur Entrée
    Alors j'entends une phrase qui contient « Vous parlez à Martin »
    Et l'appel avec Dupont est en attente
    Quand j'appuie sur F7
    Alors le curseur est sur « Passer Dupont à Martin »
    Quand j'appuie sur Entrée
    Alors le programme envoie un REFER

  @A26 @EN-11.3.3.4
  Scénario: On m'envoie ailleurs : rien sans moi
    Étant donné un appel en cours avec Dupont
    Quand Dupont me transfère à Martin
    Alors j'entends une phrase qui contient « vous envoie à »
    Et le programme n'envoie aucun INVITE
    Quand je demande la commande « Interdire le transfert »
    Alors j'entends « Transfert interdit »
    Et le programme n'envoie aucun INVITE

  @A26 @EN-6.2.2.3
  Scénario: Réunir deux appels
    Étant donné un appel en cours avec Dupont
    Quand Martin appelle
    Alors j'entends une phrase qui contient « Martin »
    Quand je décroche
    Alors l'appel avec Martin est pris
    Quand je demande la commande « Réunir les appels »
    Alors j'entends « Conférence à 3 »
    Et l'écran montre « Conférence à 3 »
    Quand j'ouvre la page « Conférence »
    Alors l'écran montre « Sortir Dupont »
    Et l'écran montre « Sortir Martin »
