# language: fr
@day @profile-low-vision
Fonctionnalité: La journée d'une agente malvoyante
  En grand, avec la voix à l'appui.

  Contexte:
    Étant donnée une agente malvoyante
    Et un terminal de 40x12
    Et le thème « yellow-on-black »

  @day @profile-low-vision @EN-4.2.2 @EN-5.2
  Scénario: Arriver
    Quand le programme démarre
    Alors l'écran montre « Prêt, ligne Accueil »
    Et j'entends « Prêt, ligne Accueil »
    Et le contraste est d'au moins 7
    Et le curseur est sur « Composer, c »
    Et le programme est toujours en marche

  @day @profile-low-vision @EN-4.2.2 @A7 @A30 @slow
  Scénario: Dix appels
    Étant donné que je suis en ligne
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand je décroche
    Alors l'écran montre « Appel Dupont »
    Quand je raccroche
    Alors je suis sur la page « Accueil »
    Quand Martin appelle
    Alors j'entends « Martin, ligne Accueil »
    Quand je décroche
    Alors l'écran montre « Appel Martin »
    Quand je raccroche
    Alors je suis sur la page « Accueil »
    Quand Petit appelle
    Alors j'entends « Petit, ligne Accueil »
    Quand je décroche
    Alors l'écran montre « Appel Petit »
    Quand je raccroche
    Alors je suis sur la page « Accueil »
    Quand Moreau appelle
    Alors j'entends « Moreau, ligne Accueil »
    Quand je décroche
    Alors l'écran montre « Appel Moreau »
    Quand je raccroche
    Alors je suis sur la page « Accueil »
    Quand Girard appelle
    Alors j'entends « Girard, ligne Accueil »
    Quand je décroche
    Alors l'écran montre « Appel Girard »
    Quand je raccroche
    Alors je suis sur la page « Accueil »
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand je décroche
    Alors l'écran montre « Appel Dupont »
    Quand je raccroche
    Alors je suis sur la page « Accueil »
    Quand Martin appelle
    Alors j'entends « Martin, ligne Accueil »
    Quand je décroche
    Alors l'écran montre « Appel Martin »
    Quand je raccroche
    Alors je suis sur la page « Accueil »
    Quand Petit appelle
    Alors j'entends « Petit, ligne Accueil »
    Quand je décroche
    Alors l'écran montre « Appel Petit »
    Quand je raccroche
    Alors je suis sur la page « Accueil »
    Quand Moreau appelle
    Alors j'entends « Moreau, ligne Accueil »
    Quand je décroche
    Alors l'écran montre « Appel Moreau »
    Quand je raccroche
    Alors je suis sur la page « Accueil »
    Quand Girard appelle
    Alors j'entends « Girard, ligne Accueil »
    Quand je décroche
    Alors l'écran montre « Appel Girard »
    Quand je raccroche
    Alors je suis sur la page « Accueil »
    Alors l'historique contient 10 appels

  @day @profile-low-vision @EN-4.2.2 @A26
  Scénario: Transférer un appel
    Étant donné un contact Martin au numéro « 0476003344 »
    Et un correspondant Martin
    Et un appel en cours avec Dupont
    Quand j'appuie sur F7
    Et je tape « martin »
    Et j'appuie sur Entrée
    Et j'attends 600 ms
    Et j'appuie deux fois sur Entrée à 800 ms d'intervalle
    Alors Dupont reçoit un REFER
    Quand Dupont accepte le transfert
    Alors l'écran montre « Dupont transféré »

  @day @profile-low-vision @EN-4.2.2 @A23
  Scénario: Prendre une note
    Étant donné un appel en cours avec Dupont
    Quand j'appuie sur « n »
    Et je tape « rappeler lundi »
    Et j'appuie sur Entrée
    Alors l'écran montre « rappeler lundi »
    Quand je raccroche
    Alors la note de l'appel avec Dupont contient « rappeler lundi »

  @day @profile-low-vision @EN-4.2.2 @A27 @slow
  Scénario: Perdre le réseau
    Étant donné que mon micro capte une voix
    Et un appel en cours avec Dupont
    Quand le réseau tombe
    Alors l'écran montre « Plus rien de Dupont » en moins de 30 s
    Quand le réseau revient
    Alors l'écran montre « Dupont revient »
    Et l'appel avec Dupont est pris

  @day @profile-low-vision @EN-4.2.2 @EN-11.3.3.4
  Scénario: Partir
    Étant donné que je suis en ligne
    Quand je demande la commande « Quitter »
    Alors l'écran montre « Quitter ? »
    Quand j'attends 600 ms
    Et j'appuie sur Entrée
    Alors le programme se ferme
