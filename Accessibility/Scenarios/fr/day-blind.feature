# language: fr
@day @profile-blind
Fonctionnalité: La journée d'un agent aveugle
  Au clavier et à l'oreille.

  Contexte:
    Étant donné un agent aveugle

  @day @profile-blind @EN-4.2.1 @EN-5.2
  Scénario: Arriver
    Quand le programme démarre
    Alors j'entends « Prêt, ligne Accueil »
    Et le curseur est sur « Composer, c »
    Et l'écran montre « Ligne Accueil : prête »
    Quand j'appuie sur Fin
    Alors j'entends « Quitter, F11 q »

  @day @profile-blind @EN-4.2.1 @A7 @A30 @slow
  Scénario: Dix appels
    Étant donné que je suis en ligne
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand je décroche
    Alors j'entends le signal « Pris »
    Quand je raccroche
    Alors j'entends « Appel clos »
    Quand Martin appelle
    Alors j'entends « Martin, ligne Accueil »
    Quand je décroche
    Alors j'entends le signal « Pris »
    Quand je raccroche
    Alors j'entends « Appel clos »
    Quand Petit appelle
    Alors j'entends « Petit, ligne Accueil »
    Quand je décroche
    Alors j'entends le signal « Pris »
    Quand je raccroche
    Alors j'entends « Appel clos »
    Quand Moreau appelle
    Alors j'entends « Moreau, ligne Accueil »
    Quand je décroche
    Alors j'entends le signal « Pris »
    Quand je raccroche
    Alors j'entends « Appel clos »
    Quand Girard appelle
    Alors j'entends « Girard, ligne Accueil »
    Quand je décroche
    Alors j'entends le signal « Pris »
    Quand je raccroche
    Alors j'entends « Appel clos »
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand je décroche
    Alors j'entends le signal « Pris »
    Quand je raccroche
    Alors j'entends « Appel clos »
    Quand Martin appelle
    Alors j'entends « Martin, ligne Accueil »
    Quand je décroche
    Alors j'entends le signal « Pris »
    Quand je raccroche
    Alors j'entends « Appel clos »
    Quand Petit appelle
    Alors j'entends « Petit, ligne Accueil »
    Quand je décroche
    Alors j'entends le signal « Pris »
    Quand je raccroche
    Alors j'entends « Appel clos »
    Quand Moreau appelle
    Alors j'entends « Moreau, ligne Accueil »
    Quand je décroche
    Alors j'entends le signal « Pris »
    Quand je raccroche
    Alors j'entends « Appel clos »
    Quand Girard appelle
    Alors j'entends « Girard, ligne Accueil »
    Quand je décroche
    Alors j'entends le signal « Pris »
    Quand je raccroche
    Alors j'entends « Appel clos »
    Alors l'historique contient 10 appels

  @day @profile-blind @EN-4.2.1 @A26
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
    Alors j'entends « Dupont transféré »

  @day @profile-blind @EN-4.2.1 @A23
  Scénario: Prendre une note
    Étant donné un appel en cours avec Dupont
    Quand j'appuie sur « n »
    Et je tape « rappeler lundi »
    Et j'appuie sur Entrée
    Alors l'écran montre « rappeler lundi »
    Quand je raccroche
    Alors la note de l'appel avec Dupont contient « rappeler lundi »

  @day @profile-blind @EN-4.2.1 @A27 @slow
  Scénario: Perdre le réseau
    Étant donné que mon micro capte une voix
    Et un appel en cours avec Dupont
    Quand le réseau tombe
    Alors l'écran montre « Plus rien de Dupont » en moins de 30 s
    Quand le réseau revient
    Alors l'écran montre « Dupont revient »
    Et l'appel avec Dupont est pris

  @day @profile-blind @EN-4.2.1 @EN-11.3.3.4
  Scénario: Partir
    Étant donné que je suis en ligne
    Quand je demande la commande « Quitter »
    Alors j'entends une phrase qui contient « Quitter ? »
    Quand j'attends 600 ms
    Et j'appuie sur Entrée
    Alors le programme se ferme
