# language: fr
@A24
Fonctionnalité: Le premier démarrage
  Tout se règle sans voir l'écran.

  Contexte:
    Étant donné un agent aveugle
    Et un premier démarrage

  @A24 @EN-5.2 @EN-4.2.1 @fast
  Scénario: La voix parle d'elle-même
    Quand le programme démarre
    Alors j'entends « Bienvenue dans Clairvoix » en moins de 2 s
    Et le curseur est sur « Bienvenue dans Clairvoix »

  @A24 @EN-5.1.3.1 @EN-5.1.3.3 @EN-4.2.1
  Scénario: Chaque choix est dit
    Quand le programme démarre
    Alors j'entends « Bienvenue dans Clairvoix »
    Quand j'appuie sur Flèche bas
    Alors j'entends « Bas : suite. Entrée : choisir »
    Quand j'appuie sur Flèche bas
    Alors j'entends « Langue : français »
    Quand j'appuie sur Flèche bas
    Alors j'entends une phrase qui contient « Clavier : »
    Quand j'appuie sur Flèche bas
    Alors j'entends une phrase qui contient « Qui parle : »
    Quand j'appuie sur Fin
    Alors j'entends une phrase qui contient « Casque : »

  @EN-5.1.3.8 @A11 @A24
  Scénario: Le mot de passe n'est pas dit
    Quand le programme démarre
    Alors j'entends « Bienvenue dans Clairvoix »
    Quand j'appuie sur « a » puis Entrée
    Alors le curseur est sur « Adresse SIP »
    Quand j'appuie sur Flèche bas
    Alors j'entends une phrase qui contient « Mot de passe : »
    Quand je tape « 7418 » une touche toutes les 300 ms
    Alors j'entends au plus 0 mots
    Et l'écran montre « **** »
    Et l'écran ne montre pas « 7418 »

  @EN-5.1.3.15 @EN-11.3.3.1 @EN-11.3.3.3 @A27
  Scénario: Ce qui manque est dit, et où
    Quand le programme démarre
    Alors j'entends « Bienvenue dans Clairvoix »
    Quand j'appuie sur « a » puis Entrée
    Et j'appuie 4 fois sur Flèche bas
    Et j'appuie sur Entrée
    Alors j'entends « Il faut une adresse, comme nom@serveur »
    Et le curseur est sur « Adresse SIP »

  @A24 @EN-5.2
  Scénario: Ajouter sa ligne au clavier
    Quand le programme démarre
    Alors j'entends « Bienvenue dans Clairvoix »
    Quand j'appuie sur « a » puis Entrée
    Et je tape « agent@exemple.fr »
    Et j'appuie sur Entrée
    Et je tape « 7418 »
    Et j'appuie sur Entrée
    Et je tape « Accueil »
    Et j'appuie 3 fois sur Entrée à 600 ms d'intervalle
    Alors j'entends « Ligne gardée, pour le prochain démarrage »
